import type { CheckId } from '#lib/domain/compliance-status';
import type { PrincipalKind } from '#lib/domain/principal';

export interface CheckDescription {
  readonly id: CheckId;
  readonly title: string;
  readonly appliesTo: PrincipalKind;
}

export const checks: readonly CheckDescription[] = [
  {
    id: 'mfa-enabled-for-iam-console-access',
    title: 'A user with a password has an MFA device',
    appliesTo: 'IamUser',
  },
  {
    id: 'iam-user-phishing-resistant-mfa',
    title: 'A user with a password can sign in only with phishing-resistant MFA',
    appliesTo: 'IamUser',
  },
  { id: 'root-account-mfa-enabled', title: 'The root user has an MFA device', appliesTo: 'RootUser' },
  { id: 'iam-root-access-key-check', title: 'The root user has no access keys', appliesTo: 'RootUser' },
];

export const checkTitle = (id: string): string => checks.find((check) => check.id === id)?.title ?? id;
