import Link from 'next/link';
import { withScope } from '#components/shell/pages';
import { sayCount, sayNumber } from '#components/ui/count';
import { Icon } from '#components/ui/icon';
import { Rest } from '#components/ui/page-head';
import type { AttributionState } from '#lib/domain/console-login';
import type { SharedAccountDetailView, SharedAccountView } from '#lib/present/views/logins';
import { accountWord, nothingRead } from './mark-words.tsx';

const shortfalls: readonly { state: AttributionState; words: string }[] = [
  { state: 'device', words: 'by a device nobody held' },
  { state: 'unknown-device', words: 'by an unknown device' },
  { state: 'probable-device', words: 'by a probable device' },
  { state: 'device-not-recorded', words: 'without a recorded device' },
  { state: 'mfa-not-recorded', words: 'without a record of MFA' },
  { state: 'no-mfa', words: 'without MFA' },
];

/** `137 of 149 logins name one person. 12 do not: 6 by a device nobody held, 4 by an unknown device, 2 without MFA.` */
export function SharedAnswer({ account, params }: { account: SharedAccountDetailView; params: URLSearchParams }) {
  const open = account.logins - account.attributed;
  if (account.logins === 0)
    return nothingRead(account)
      ? `Sign-ins of ${accountWord(account)} in ${account.accountName} could not be read.`
      : `Nobody has signed in as ${accountWord(account)} in the time that was read.`;
  const missing = shortfalls.filter(({ state }) => account.counts[state] > 0);
  const rows = new URLSearchParams({ principalId: account.principalId });
  for (const { state } of missing) rows.append('state', state);
  return (
    <>
      {sayNumber(account.attributed)} of {sayCount(account.logins, 'login')}{' '}
      {account.attributed === 1 ? 'names' : 'name'} one person.{' '}
      <Rest>
        {open === 0 ? (
          'None is left open.'
        ) : (
          <>
            <Link href={withScope(`/logins?${rows}`, params)} prefetch={false}>
              {sayNumber(open)} {open === 1 ? 'does' : 'do'} not
            </Link>
            {missing.length > 0
              ? `: ${missing.map(({ state, words }) => `${sayNumber(account.counts[state])} ${words}`).join(', ')}.`
              : '.'}
          </>
        )}
      </Rest>
    </>
  );
}

/** One tab per shared account with the logins that name nobody; those that need work first. */
export function SharedTabs(props: {
  accounts: readonly SharedAccountView[];
  chosen: string;
  hrefOf: (principalId: string) => string;
}) {
  return (
    <nav className="seg tabs" aria-label="Shared accounts, logins not attributed">
      {props.accounts.map((account) => {
        const open = account.logins - account.attributed;
        const root = account.sharedBecause === 'root';
        return (
          <Link
            key={account.principalId}
            href={props.hrefOf(account.principalId)}
            prefetch={false}
            title={`${accountWord(account)} in ${account.accountName}`}
            aria-current={account.principalId === props.chosen ? 'true' : undefined}
          >
            {root ? <Icon name="root" small /> : null}
            <span>{root ? `root, ${account.accountName}` : account.userName}</span>
            <span className={open > 0 ? 'ink-unk' : 't3'}>
              {account.logins === 0 ? 'no logins' : `${sayNumber(open)} of ${sayNumber(account.logins)}`}
            </span>
          </Link>
        );
      })}
    </nav>
  );
}

/** Accounts with logins that name nobody first, the most first; then those in use, then the rest. */
export function byNeed(a: SharedAccountView, b: SharedAccountView): number {
  return (
    b.logins - b.attributed - (a.logins - a.attributed) ||
    b.logins - a.logins ||
    Number(a.sharedBecause === 'root') - Number(b.sharedBecause === 'root') ||
    (a.accountName < b.accountName ? -1 : 1)
  );
}
