/** What a root session may do: its task policy denies everything else (IAM User Guide, "Privileged root user tasks"). */
import type { Partition } from '#lib/domain/account';
import type { Organization } from '../organization.ts';

type Feature = NonNullable<Organization['rootFeatures']>[number];

/** The task policy known here, and the feature of central root management it needs. */
export const rootSessionTasks = (partition: Partition): Readonly<Record<string, Feature>> => ({
  [`arn:${partition}:iam::aws:policy/root-task/IAMAuditRootUserCredentials`]: 'RootCredentialsManagement',
});

const auditActions: readonly string[] = [
  'iam:ListAccessKeys',
  'iam:ListSigningCertificates',
  'iam:GetLoginProfile',
  'iam:ListMFADevices',
  'iam:GetAccountSummary',
  'iam:GetUser',
  'iam:GetAccessKeyLastUsed',
];

export const rootSessionAllows = (action: string): boolean => auditActions.includes(action);

export const isRootOf = (partition: Partition, accountId: string) => ({
  accountId,
  arn: `arn:${partition}:iam::${accountId}:root`,
  userId: accountId,
});
