import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { hour, type Instant, minute } from '#lib/domain/instant';
import type { AccountAws } from './account-aws.ts';
import type { RoleSettings } from './aws.ts';
import type { AwsCall } from './aws-call.ts';
import { AwsFailure } from './aws-failure.ts';

export interface SessionKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiration: Date;
}

export interface AssumedRole {
  /** Gives credentials that are good for some minutes yet; a session of a chained role lasts an hour at most. */
  readonly credentials: (() => Promise<SessionKeys>) & { readonly memoized: true };
  /** AWS says the session has ended before its time: the next question gets a new one. */
  readonly renew: () => void;
  /** AssumeRole's first answer, its credentials replaced by hashes. */
  readonly call: AwsCall;
}

/** A session is renewed this long before its end, a short one at half its time. */
const renewBefore = 10 * minute;

/**
 * Assumes the role in an account and keeps its session alive.
 * @param own the caller's own account, whose STS limits the call counts against
 * @throws AwsFailure with action `sts:AssumeRole`
 */
export async function assumeRole(own: AccountAws, accountId: string, role: RoleSettings): Promise<AssumedRole> {
  let session = await newSession(own, accountId, role);
  const { call } = session;
  let renewing: Promise<void> | null = null;
  const beginAnew = async () => {
    try {
      session = await newSession(own, accountId, role);
    } finally {
      renewing = null;
    }
  };
  const credentials = async () => {
    if (own.clock() >= session.renewAt) {
      renewing ??= beginAnew();
      await renewing;
    }
    return session.credentials;
  };
  return {
    call,
    // Tells the SDK to ask each time instead of keeping the keys by its own clock.
    credentials: Object.assign(credentials, { memoized: true } as const),
    renew: () => {
      session = { ...session, renewAt: Number.NEGATIVE_INFINITY };
    },
  };
}

interface Session {
  readonly credentials: SessionKeys;
  readonly renewAt: Instant;
  readonly call: AwsCall;
}

async function newSession(own: AccountAws, accountId: string, role: RoleSettings): Promise<Session> {
  const command = new AssumeRoleCommand({
    RoleArn: roleArn(own.partition, accountId, role.roleName),
    RoleSessionName: 'keyholder',
    DurationSeconds: hour / 1000,
    ...(role.externalId === null ? {} : { ExternalId: role.externalId }),
  });
  const { answer, call } = await own.sts('sts:AssumeRole', command, ['Credentials']);
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = answer.Credentials;
  if (!AccessKeyId || !SecretAccessKey || !SessionToken) {
    const message = 'AssumeRole answered without a complete set of credentials.';
    throw new AwsFailure('bad-answer', 'sts:AssumeRole', 'IncompleteAnswer', message, call);
  }
  // Counted from our own clock too, which need not agree with AWS's.
  const lifetime = Math.min(hour, Expiration ? Expiration.getTime() - call.at : hour);
  return {
    credentials: {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: SessionToken,
      expiration: new Date(call.at + lifetime),
    },
    renewAt: call.at + Math.max(lifetime / 2, lifetime - renewBefore),
    call,
  };
}

/** A role's name may carry its path: `audit/KeyholderRead`. */
export const roleArn = (partition: string, accountId: string, roleName: string): string =>
  `arn:${partition}:iam::${accountId}:role/${roleName.replace(/^\/+/, '')}`;
