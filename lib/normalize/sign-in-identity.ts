import type { LoginIdentity } from '#lib/domain/console-login';
import { type PrincipalId, rootPrincipalId, userPrincipalId } from '#lib/domain/principal';
import { type CloudTrailRecord, readText } from './cloudtrail-record.ts';

export interface SignInIdentity {
  readonly identity: LoginIdentity;
  readonly principalId: PrincipalId | null;
  readonly uniqueId: string | null;
  readonly userName: string | null;
  readonly arn: string | null;
  readonly provider: string | null;
}

/** AWS writes this in place of what was typed when it was no user's name, since it may have been a password (case L7). */
const hiddenUserName = 'HIDDEN_DUE_TO_SECURITY_REASONS';

/** Who signed in, by CloudTrail's `userIdentity`; null when its type is none that signs in to the console. */
export function signInIdentity(record: CloudTrailRecord): SignInIdentity | null {
  const who = record.userIdentity;
  const accountId = who.accountId ?? record.accountId;
  const base = { uniqueId: who.principalId, userName: who.userName, arn: who.arn, provider: null, principalId: null };
  switch (who.type) {
    case 'Root':
      // Older records carry an AIDA… or the account's id as principalId: root is known by the account alone.
      return { ...base, identity: 'root', principalId: rootPrincipalId(accountId) };
    case 'IAMUser':
      if (who.userName === hiddenUserName) return { ...base, identity: 'unknown-user' };
      return { ...base, identity: 'iam-user', principalId: principalOf(accountId, who.principalId) };
    case 'FederatedUser':
      return federationToken(record, accountId);
    case 'AssumedRole':
      return assumedRole(record);
    case 'SAMLUser':
      return { ...base, identity: 'saml', provider: samlProvider(record) };
    case 'WebIdentityUser':
      return { ...base, identity: 'oidc', provider: who.federatedProvider };
    case 'IdentityCenterUser':
      return { ...base, identity: 'identity-center' };
    default:
      return null;
  }
}

/** `FederatedUser` always comes from GetFederationToken; the session's issuer is whose access keys asked (case L17). */
function federationToken(record: CloudTrailRecord, accountId: string): SignInIdentity {
  const { issuer, arn, principalId } = record.userIdentity;
  const issuerAccount = issuer.accountId ?? accountId;
  return {
    identity: 'federation-token',
    principalId:
      issuer.type === 'Root' ? rootPrincipalId(issuerAccount) : principalOf(issuerAccount, issuer.principalId),
    uniqueId: issuer.principalId ?? principalId,
    userName: issuer.userName,
    arn,
    provider: issuer.arn,
  };
}

function assumedRole(record: CloudTrailRecord): SignInIdentity {
  const { arn, principalId, issuer, federatedProvider, onBehalfOf } = record.userIdentity;
  const [, roleName = null, session = null] = /:assumed-role\/([^/]+)\/(.+)$/.exec(arn ?? '') ?? [];
  const role = issuer.userName ?? roleName;
  const saml = samlProvider(record);
  const base = {
    principalId: null,
    uniqueId: principalId,
    userName: role !== null && session !== null ? `${role}/${session}` : (role ?? record.userIdentity.userName),
    arn,
  };
  // The role names are reserved to Identity Center, which itself comes by SAML: so it is looked for first.
  if (
    onBehalfOf ||
    role?.startsWith('AWSReservedSSO_') ||
    issuer.arn?.includes(':role/aws-reserved/sso.amazonaws.com/')
  )
    return { ...base, identity: 'identity-center', provider: saml ?? issuer.arn ?? role };
  if (saml !== null) return { ...base, identity: 'saml', provider: saml };
  if (federatedProvider !== null) return { ...base, identity: 'oidc', provider: federatedProvider };
  return { ...base, identity: 'custom-broker', provider: issuer.arn ?? role };
}

function samlProvider(record: CloudTrailRecord): string | null {
  const named = readText(record.additionalEventData.SamlProviderArn);
  const federated = record.userIdentity.federatedProvider;
  return named ?? (federated?.includes(':saml-provider/') ? federated : null);
}

const principalOf = (accountId: string, uniqueId: string | null): PrincipalId | null =>
  uniqueId === null || uniqueId.includes(':') ? null : userPrincipalId(accountId, uniqueId);
