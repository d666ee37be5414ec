import { AssumeRootCommand } from '@aws-sdk/client-sts';
import { minute } from '#lib/domain/instant';
import type { AccountAws } from './account-aws.ts';
import type { SessionKeys } from './assume-role.ts';
import type { AwsCall } from './aws-call.ts';
import { AwsFailure } from './aws-failure.ts';

/** What such a session may do: read the root user's own credentials, and nothing else (IAM User Guide, "Privileged root user tasks"). */
export const auditRootPolicy = (partition: string): string =>
  `arn:${partition}:iam::aws:policy/root-task/IAMAuditRootUserCredentials`;

/**
 * A root session in a member account. STS gives it at Regional endpoints only (STS API Reference, AssumeRoot); ours is the caller's Region.
 * @param own the caller's own credentials, of the management account or a delegated administrator for IAM
 * @throws AwsFailure with action `sts:AssumeRoot`
 */
export async function assumeRoot(
  own: AccountAws,
  accountId: string,
): Promise<{ readonly credentials: SessionKeys; readonly call: AwsCall }> {
  const command = new AssumeRootCommand({
    TargetPrincipal: accountId,
    TaskPolicyArn: { arn: auditRootPolicy(own.partition) },
    DurationSeconds: 900,
  });
  const { answer, call } = await own.sts('sts:AssumeRoot', command, ['Credentials']);
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = answer.Credentials;
  if (!AccessKeyId || !SecretAccessKey || !SessionToken) {
    const message = 'AssumeRoot answered without a complete set of credentials.';
    throw new AwsFailure('bad-answer', 'sts:AssumeRoot', 'IncompleteAnswer', message, call);
  }
  const expiration = Expiration ?? new Date(call.at + 15 * minute);
  return {
    credentials: { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken, expiration },
    call,
  };
}
