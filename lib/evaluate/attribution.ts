import type { Attribution, ConsoleLogin } from '#lib/domain/console-login';
import { byIdentifier } from './attribution-by-identifier.ts';
import { withoutIdentifier } from './attribution-without-identifier.ts';
import { deviceIndex } from './device-index.ts';
import { type Explained, type LoginContext, nothingMore } from './login-context.ts';

export type { LoginContext };

/**
 * Device and person of each login of one principal (or of logins without one: `principal` null), in the order given.
 * The order of questions is the cases': failed, federated, identifier, `MFAUsed` No, absent, Yes without identifier.
 */
export function attributeLogins(logins: readonly ConsoleLogin[], context: LoginContext): readonly Attribution[] {
  const devices = deviceIndex(context);
  const unnamed = withoutIdentifier(context);
  return logins.map((login) => {
    const explained = notALogin(login) ?? federated(login) ?? byIdentifier(login, context, devices) ?? unnamed(login);
    return { accountId: login.accountId, eventId: login.eventId, ...explained };
  });
}

function notALogin(login: ConsoleLogin): Explained | null {
  if (login.outcome !== 'failure') return null;
  const said = login.errorMessage === null ? '' : `: ${login.errorMessage}`;
  const reason =
    login.identity === 'unknown-user'
      ? `A failed attempt under a user name that AWS does not show, because it is no user's${said}.`
      : `A failed attempt${said}. Not a login.`;
  return { ...nothingMore, state: 'not-a-login', reason };
}

const outside = "MFA, if any, happened outside AWS's sign-in.";

function federated(login: ConsoleLogin): Explained | null {
  const provider = login.provider === null ? '' : ` (${login.provider})`;
  switch (login.identity) {
    case 'saml':
      return { ...nothingMore, state: 'not-visible-to-aws', reason: `Came by SAML${provider}: ${outside}` };
    case 'oidc':
      return { ...nothingMore, state: 'not-visible-to-aws', reason: `Came by OpenID Connect${provider}: ${outside}` };
    case 'identity-center':
      return {
        ...nothingMore,
        state: 'not-visible-to-aws',
        reason: `Came by IAM Identity Center${provider}: ${outside}`,
      };
    case 'custom-broker':
      return { ...nothingMore, state: 'not-visible-to-aws', reason: `Came by a custom broker${provider}: ${outside}` };
    case 'federation-token': {
      const who = login.userName === null ? 'a user' : login.userName;
      const reason = `Came with access keys through GetFederationToken, issued by ${who}: no MFA is asked for.`;
      return { ...nothingMore, state: 'no-mfa', reason };
    }
    default:
      return null;
  }
}
