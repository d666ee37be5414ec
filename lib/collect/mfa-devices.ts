import { ListMFADevicesCommand, type MFADevice } from '@aws-sdk/client-iam';
import type { AccountAws } from '#lib/aws/account-aws';
import type { AwsCall } from '#lib/aws/aws-call';
import { AwsFailure } from '#lib/aws/aws-failure';
import type { Instant } from '#lib/domain/instant';
import { type AskedOne, askEach } from './ask-each.ts';
import { pageByPage } from './page-by-page.ts';
import type { Source } from './source.ts';

/** A user to be asked about: the unique id is AWS's `AIDA…`, the name is what the API takes. */
export interface UserToAsk {
  readonly uniqueId: string;
  readonly userName: string;
}

export interface UserDevices extends UserToAsk {
  /** `gone`: AWS answered NoSuchEntity, the user no longer exists (case U10). */
  readonly devices: readonly MFADevice[] | 'gone';
  readonly readAt: Instant;
}

export interface MfaDevicesAnswer {
  readonly users: readonly UserDevices[];
}

/** The devices of each user named: AWS has no call for all of them at once. */
export const mfaDevices: Source<Iterable<UserToAsk>, MfaDevicesAnswer> = {
  id: 'mfa-devices',
  actions: ['iam:ListMFADevices'],
  async *read(aws, subjects) {
    const chunks = askEach({ subjects, nameOf: (user) => user.userName, ask: (user) => devicesOf(aws, user) });
    for await (const chunk of chunks) yield { ...chunk, answer: { users: chunk.answer } };
  },
};

async function devicesOf(aws: AccountAws, user: UserToAsk): Promise<AskedOne<UserDevices>> {
  const calls: AwsCall[] = [];
  const devices: MFADevice[] = [];
  let readAt = aws.clock();
  try {
    const pages = pageByPage('iam:ListMFADevices', (Marker) =>
      aws.iam('iam:ListMFADevices', new ListMFADevicesCommand({ UserName: user.userName, Marker }), [
        'MFADevices',
        'IsTruncated',
      ]),
    );
    for await (const page of pages) {
      devices.push(...page.answer.MFADevices);
      calls.push(page.call);
      readAt = page.call.at;
    }
  } catch (error) {
    if (!(error instanceof AwsFailure && error.kind === 'not-found')) throw error;
    if (error.call) calls.push(error.call);
    return { result: { ...pick(user), devices: 'gone', readAt: error.call?.at ?? readAt }, calls };
  }
  return { result: { ...pick(user), devices, readAt }, calls };
}

const pick = ({ uniqueId, userName }: UserToAsk): UserToAsk => ({ uniqueId, userName });
