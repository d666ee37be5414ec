import { Time } from '#components/ui/time';
import type { SharedAccountView } from '#lib/present/views/logins';

/** Why this principal is judged by its devices rather than by its name. */
export function WhyShared({ account, onDismiss }: { account: SharedAccountView; onDismiss: () => void }) {
  return (
    <ul className="rules">
      <li>
        {account.sharedBecause === 'root'
          ? 'Root belongs to the account, not to one person: it always counts as shared.'
          : null}
        {account.sharedBecause === 'tag' ? (
          <>
            Tagged <code>keyholder:shared=true</code> in AWS.
          </>
        ) : null}
        {account.sharedBecause === 'declared' ? (
          <>
            Declared shared by {account.decidedBy ?? 'somebody not recorded'}
            {account.decidedAt ? (
              <>
                {' '}
                on <Time at={account.decidedAt} form="day" />
              </>
            ) : null}
            {account.justification ? `: “${account.justification}”` : '.'}
          </>
        ) : null}
      </li>
      <li className="t2">
        Several people know the password. What tells them apart is the device: each login counts for the person recorded
        to hold it then.
      </li>
      {account.sharedBecause === 'root' ? null : (
        <li className="row between">
          <span className="t2">Used by one person only?</span>
          <button type="button" className="btn s" onClick={onDismiss}>
            Dismiss as not shared
          </button>
        </li>
      )}
    </ul>
  );
}
