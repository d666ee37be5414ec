import { Duration } from '#components/ui/duration';
import { ExceptionMark } from '#components/ui/exception-mark';
import { Notice } from '#components/ui/notice';
import { statusWords } from '#components/ui/status';
import { Time } from '#components/ui/time';
import type { ComplianceStatus } from '#lib/domain/compliance-status';
import type { PrincipalView } from '#lib/present/views/principals';

const tones = {
  COMPLIANT: 'ok',
  NON_COMPLIANT: 'bad',
  NOT_APPLICABLE: 'neutral',
  INSUFFICIENT_DATA: 'unknown',
} as const satisfies Record<ComplianceStatus, string>;

export const nameOf = (user: PrincipalView) =>
  user.kind === 'RootUser' ? `Root of ${user.accountName}` : user.userName;

/** Which account, id, age and names: everything that tells this principal from another of its name. */
export function UserIdentity({ user, created }: { user: PrincipalView; created: string | null }) {
  return (
    <div className="drawer-identity small t3">
      <span>
        {user.accountName} <span className="id">{user.accountId}</span>
      </span>
      <span className="id">{user.uniqueId}</span>
      {created ? (
        <span>
          Created <Time at={created} form="day" />
        </span>
      ) : null}
      <span>
        Privileged:{' '}
        <span className={user.privileged === null ? 'ink-unk' : 't1'}>
          {user.privileged === null ? 'unknown' : user.privileged ? 'yes' : 'no'}
        </span>
      </span>
      {user.previousNames.length > 0 ? <span>Earlier names: {user.previousNames.join(', ')}</span> : null}
      {user.sharedBecause ? <span>Shared account</span> : null}
      <span className="wrap-any">{user.arn}</span>
    </div>
  );
}

/** The status with its reason; an accepted risk stands beside it. */
export function UserVerdict({ user, now }: { user: PrincipalView; now: string }) {
  return (
    <div className="stack-s">
      <Notice tone={tones[user.status]} title={`${statusWords[user.status]}.`}>
        {user.reason}
        {user.failingSince ? (
          <>
            {' '}
            Failing for <Duration from={user.failingSince} to={now} />.
          </>
        ) : null}
        {user.readAt ? (
          <>
            {' '}
            Read at <Time at={user.readAt} />.
          </>
        ) : null}
      </Notice>
      <ExceptionMark mark={user.exception} />
    </div>
  );
}
