import type { CheckId } from '#lib/domain/compliance-status';

/** What each check asks, as a title. */
export const checkTitles: Record<CheckId, string> = {
  'mfa-enabled-for-iam-console-access': 'Console sign-in with MFA',
  'root-account-mfa-enabled': 'Root with MFA',
  'iam-root-access-key-check': 'Root without access keys',
  'iam-user-phishing-resistant-mfa': 'Phishing-resistant MFA only',
};
