import Link from 'next/link';
import { rootTone } from '#components/root/root-state';
import { withScope } from '#components/shell/pages';
import { sayNumber } from '#components/ui/count';
import { Empty } from '#components/ui/empty';
import { Section } from '#components/ui/section';
import { ToneIcon } from '#components/ui/status';
import type { OverviewView } from '#lib/present/views/overview';

export function RootList({ view, params }: { view: OverviewView; params: URLSearchParams }) {
  return (
    <Section
      id="h-root"
      className="c4"
      title="Root, per account"
      note={`${sayNumber(view.roots.length)} of ${sayNumber(view.rootsTotal)} accounts`}
      aside={
        <Link className="link" href={withScope('/root', params)} prefetch={false}>
          Details
        </Link>
      }
    >
      <ul className="rules tight">
        {view.roots.length === 0 ? (
          <li>
            <Empty reason="not-collected">No account has been read yet.</Empty>
          </li>
        ) : null}
        {view.roots.map((root) => {
          const tone = rootTone(root.state);
          return (
            <li key={root.principalId} className="row between">
              <span className="clip t2" title={`${root.accountName}, ${root.accountId}`}>
                {root.accountName}
              </span>
              <span
                className={`row fix max-w-[64%] gap-[6px] ${tone === 'ok' ? '' : `ink-${tone}`} ${tone === 'bad' || tone === 'unk' ? 'med' : ''}`}
              >
                <span className="clip" title={root.headline}>
                  {root.headline}
                </span>
                <ToneIcon tone={tone} />
              </span>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
