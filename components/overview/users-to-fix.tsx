import Link from 'next/link';
import { withScope } from '#components/shell/pages';
import { sayNumber } from '#components/ui/count';
import { Duration } from '#components/ui/duration';
import { Empty } from '#components/ui/empty';
import { ExceptionMark } from '#components/ui/exception-mark';
import { Section } from '#components/ui/section';
import { StatusBadge } from '#components/ui/status';
import { LastLogin } from '#components/users/last-login';
import { Privileged } from '#components/users/privileged';
import type { OverviewView } from '#lib/present/views/overview';
import { firstSentence } from '../ui/first-sentence.ts';

/** The users to begin with: those who can sign in without MFA, privileged first. */
export function UsersToFix({ view, params, now }: { view: OverviewView; params: URLSearchParams; now: string }) {
  const { of, unknown } = view.usersWithoutMfa;
  // Until privilege has been judged, a column of it would say nothing.
  const judged = view.usersToFix.some((user) => user.privileged !== null);
  return (
    <Section
      id="h-users"
      className="c8"
      title="Users without MFA"
      note={noteOf(view)}
      aside={
        <span className="row">
          {view.usersWithoutMfa.n > 0 ? (
            <Link className="link" href={withScope('/users/fix', params)} prefetch={false}>
              Fix one by one
            </Link>
          ) : null}
          <Link className="link" href={withScope('/users', params)} prefetch={false}>
            All users
          </Link>
        </span>
      }
    >
      <div className="plain">
        {view.usersToFix.length === 0 ? (
          <div className="rules">
            <Empty reason="none-found">
              {of === 0
                ? 'No user was found who can sign in with a password.'
                : `${sayNumber(of - unknown)} of ${sayNumber(of)} users who can sign in were checked, and each has MFA.`}
            </Empty>
          </div>
        ) : (
          <table className="tbl stk even">
            <caption className="sr">Users who can sign in without MFA</caption>
            <thead>
              <tr>
                <th scope="col" className="w-1/3">
                  User
                </th>
                {judged ? (
                  <th scope="col" className="w-24">
                    Privileged
                  </th>
                ) : null}
                <th scope="col">Why</th>
                <th scope="col" className="w-24">
                  Failing for
                </th>
                <th scope="col" className="w-32">
                  Last login
                </th>
              </tr>
            </thead>
            <tbody>
              {view.usersToFix.map((user) => (
                <tr key={user.id}>
                  <td className="two card-lead">
                    <Link
                      className="med wrap-any"
                      href={withScope(`/users?status=NON_COMPLIANT&row=${encodeURIComponent(user.id)}`, params)}
                      prefetch={false}
                    >
                      {user.userName}
                    </Link>
                    <span className="sub clip" title={user.accountName}>
                      {user.accountName}
                    </span>
                  </td>
                  {judged ? (
                    <td className="card-none">
                      <Privileged value={user.privileged} />
                    </td>
                  ) : null}
                  <td className="why two card-full">
                    {user.status === 'INSUFFICIENT_DATA' ? <StatusBadge status={user.status} /> : null}{' '}
                    {firstSentence(user.reason)}
                    <ExceptionMark mark={user.exception} />
                  </td>
                  <td className="nowrap card-side">
                    <Duration from={user.failingSince} to={now} />
                  </td>
                  <td className="two t2 card-none">
                    <LastLogin login={user.lastLogin} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
    </Section>
  );
}

function noteOf({ usersWithoutMfa: { n, of, unknown }, usersToFix }: OverviewView): string {
  const failing = usersToFix.filter((user) => user.status === 'NON_COMPLIANT').length;
  const notChecked = unknown > 0 ? `, ${sayNumber(unknown)} not checked` : '';
  return failing < n
    ? `the first ${sayNumber(failing)} of ${sayNumber(n)}${notChecked}, worst first`
    : `${sayNumber(n)} of ${sayNumber(of)}${notChecked}, worst first`;
}
