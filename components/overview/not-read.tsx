import Link from 'next/link';
import { withScope } from '#components/shell/pages';
import { CopyButton } from '#components/ui/copy-button';
import { sayCount, sayNumber } from '#components/ui/count';
import { Empty } from '#components/ui/empty';
import { Section } from '#components/ui/section';
import type { MissingSourceView, OverviewView } from '#lib/present/views/overview';

/** What AWS did not answer, whom it concerns and what waits for it, with the actions to grant as a policy. */
export function NotRead({ view, params }: { view: OverviewView; params: URLSearchParams }) {
  const { denied, failed, partial, of } = view.sourcesNotRead;
  const actions = [...new Set(view.notRead.filter((one) => one.outcome === 'denied').map((one) => one.action))]
    .filter((action) => /^[a-z0-9-]+:[A-Za-z]+$/.test(action))
    .sort();
  const nothing = view.notRead.length === 0 && view.accountsNotReadable.length === 0;
  return (
    <Section
      id="h-not-read"
      className="c4"
      title="What we could not look at"
      note={`${sayNumber(denied + failed + partial)} of ${sayCount(of, 'source')}`}
      aside={
        <Link className="link" href={withScope('/collections', params)} prefetch={false}>
          Collections
        </Link>
      }
    >
      <ul className="rules">
        {view.accountsNotReadable.map((account) => (
          <li key={account.accountId}>
            <div className="row between">
              <span className="med clip" title={account.accountName}>
                {account.accountName}
              </span>
              <span className="small t3 fix">{account.accountId}</span>
            </div>
            <div className="small t2">
              The whole account: <code>{account.action}</code> was refused.
              <span className="line-clamp-2" title={account.error}>
                {account.error}
              </span>
            </div>
          </li>
        ))}
        {view.notRead.filter(isOwnLine(view)).map((one) => (
          <li key={`${one.outcome}-${one.action}-${one.source}`}>
            <Missing one={one} />
          </li>
        ))}
        {nothing ? (
          <li>
            <Empty reason="none-found">Every source that was asked has answered.</Empty>
          </li>
        ) : null}
        {view.unreadableRecords > 0 ? (
          <li className="small t2">
            {sayCount(view.unreadableRecords, 'record')} of AWS could not be understood and{' '}
            {view.unreadableRecords === 1 ? 'is' : 'are'} kept as received.
          </li>
        ) : null}
      </ul>
      {actions.length > 0 ? (
        <div className="actions pt-3">
          <CopyButton
            text={policyFor(actions)}
            label={`Copy the ${actions.length === 1 ? 'action' : `${actions.length} actions`} as a policy`}
            small={false}
          />
        </div>
      ) : null}
    </Section>
  );
}

function Missing({ one }: { one: MissingSourceView }) {
  const where =
    one.accountNames.length === 1 ? (one.accountNames[0] ?? '') : sayCount(one.accountNames.length, 'account');
  return (
    <>
      <div className="row between">
        <code
          className={`clip ${one.outcome === 'failed' ? 'ink-bad' : one.outcome === 'partial' ? 'ink-unk' : ''}`}
          title={`${one.action}: ${one.error}`}
        >
          {one.action}
        </code>
        <span className="small t3 clip max-w-[45%]" title={one.accountNames.join(', ')}>
          {where}
        </span>
      </div>
      <div className="small t2">
        {one.outcome === 'denied' ? '' : one.outcome === 'failed' ? 'Failed: ' : 'In part: '}
        {one.waits}
      </div>
    </>
  );
}

function policyFor(actions: string[]): string {
  return JSON.stringify(
    { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }] },
    null,
    2,
  );
}

/** A refused way in is told once, with its account; only what other accounts miss gets a line of its own. */
function isOwnLine({ accountsNotReadable }: OverviewView): (one: MissingSourceView) => boolean {
  const told = new Set(accountsNotReadable.map((account) => account.accountId));
  return (one) => one.source !== 'role' || !one.accountIds.every((id) => told.has(id));
}
