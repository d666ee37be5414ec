import Link from 'next/link';
import { withScope } from '#components/shell/pages';
import { sayCount, sayNumber } from '#components/ui/count';
import { Rest } from '#components/ui/page-head';
import type { LoginsSummaryView } from '#lib/present/views/logins';
import type { LoginKind } from './login-kinds.tsx';

/** `23 of 4,812 logins in 90 days used no MFA. 31 of 412 on shared accounts name no person.` Federated logins are counted in neither. */
export function LoginsAnswer({ view, params }: { view: LoginsSummaryView; params: URLSearchParams }) {
  if (view.readUntil === null) return 'No sign-in has been read yet.';
  const of = view.successful - view.federated;
  return (
    <>
      <Link href={withScope('/logins?state=no-mfa', params)} prefetch={false}>
        {sayNumber(view.withoutMfa)} of {sayCount(of, 'login')}
      </Link>{' '}
      in {sayCount(view.days.length, 'day')} used no MFA.{' '}
      <Rest>
        {view.shared === 0 ? (
          'None was on a shared account.'
        ) : (
          <>
            <Link href={withScope('/shared', params)} prefetch={false}>
              {sayNumber(view.sharedUnattributed)} of {sayNumber(view.shared)}
            </Link>{' '}
            on shared accounts {view.sharedUnattributed === 1 ? 'names' : 'name'} no person.
          </>
        )}
      </Rest>
    </>
  );
}

/** Logins, failed attempts and federated logins apart, without numbers while none was read; records that could not be read beside them. */
export function LoginTabs(props: { view: LoginsSummaryView; kind: LoginKind; params: URLSearchParams }) {
  const { view, kind, params } = props;
  const count = (n: number) => (view.readUntil === null ? '' : sayNumber(n));
  const tabs = [
    { kind: 'logins', words: 'Logins', n: view.successful - view.federated, href: '/logins' },
    { kind: 'failed', words: 'Failed', n: view.failed, href: '/logins?state=not-a-login' },
    {
      kind: 'federated',
      words: 'Federated, MFA not visible to AWS',
      n: view.federated,
      href: '/logins?state=not-visible-to-aws',
    },
  ];
  return (
    <nav className="seg tabs" aria-label="Kind of record">
      {tabs.map((tab) => (
        <Link
          key={tab.kind}
          href={withScope(tab.href, params)}
          prefetch={false}
          aria-current={tab.kind === kind ? 'true' : undefined}
        >
          {tab.words} <span className="t3">{count(tab.n)}</span>
        </Link>
      ))}
      {view.readUntil === null && view.unreadable === 0 ? null : (
        <a href="#set-aside">
          Set aside <span className={view.unreadable > 0 ? 'ink-unk' : 't3'}>{sayNumber(view.unreadable)}</span>
        </a>
      )}
    </nav>
  );
}
