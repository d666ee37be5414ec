import { GetLoginProfileCommand, type LoginProfile } from '@aws-sdk/client-iam';
import type { AccountAws } from '#lib/aws/account-aws';
import { AwsFailure } from '#lib/aws/aws-failure';
import type { Instant } from '#lib/domain/instant';
import { type AskedOne, askEach } from './ask-each.ts';
import type { UserToAsk } from './mfa-devices.ts';
import type { Source } from './source.ts';

export interface UserLoginProfile extends UserToAsk {
  /** `none`: AWS answered NoSuchEntity, which it does for a user without a password and for a user that is gone. */
  readonly loginProfile: LoginProfile | 'none';
  readonly readAt: Instant;
}

export interface LoginProfilesAnswer {
  readonly users: readonly UserLoginProfile[];
}

/** Whether a user has a password now, for those about whom the credential report cannot say (cases U6, U11, U20). */
export const loginProfiles: Source<Iterable<UserToAsk>, LoginProfilesAnswer> = {
  id: 'login-profiles',
  actions: ['iam:GetLoginProfile'],
  async *read(aws, subjects) {
    const chunks = askEach({ subjects, nameOf: (user) => user.userName, ask: (user) => loginProfileOf(aws, user) });
    for await (const chunk of chunks) yield { ...chunk, answer: { users: chunk.answer } };
  },
};

async function loginProfileOf(aws: AccountAws, user: UserToAsk): Promise<AskedOne<UserLoginProfile>> {
  const { uniqueId, userName } = user;
  try {
    const { answer, call } = await aws.iam('iam:GetLoginProfile', new GetLoginProfileCommand({ UserName: userName }), [
      'LoginProfile',
    ]);
    return { result: { uniqueId, userName, loginProfile: answer.LoginProfile, readAt: call.at }, calls: [call] };
  } catch (error) {
    if (!(error instanceof AwsFailure && error.kind === 'not-found' && error.call)) throw error;
    const readAt = error.call.at;
    return { result: { uniqueId, userName, loginProfile: 'none', readAt }, calls: [error.call] };
  }
}
