import { Time } from '#components/ui/time';
import type { PrincipalView } from '#lib/present/views/principals';

/** When this principal last signed in, as far as read, and with what. */
export function LastLogin({ login }: { login: PrincipalView['lastLogin'] }) {
  if (login === null) return <span className="t3">None read</span>;
  return (
    <>
      <span className="nowrap">
        <Time at={login.at} form="day" />
      </span>
      <span className="sub clip">
        {login.mfaUsed === false ? (
          <span className="ink-bad">no MFA</span>
        ) : (
          (login.deviceName ?? (login.mfaUsed ? 'MFA, device not known' : 'MFA not recorded'))
        )}
      </span>
    </>
  );
}
