import { ListMFADevicesCommand, type MFADevice } from '@aws-sdk/client-iam';
import type { OpenedAccount } from '#lib/aws/aws';
import type { AwsCall } from '#lib/aws/aws-call';
import type { Instant } from '#lib/domain/instant';
import { pageByPage } from './page-by-page.ts';
import type { Source } from './source.ts';

export interface RootSessionsAnswer {
  readonly MFADevices: readonly MFADevice[];
  readonly readAt: Instant;
}

/**
 * The devices of a member account's root user, of every kind, through a root session: without a user name, ListMFADevices speaks of who asks.
 * The list is allowed by the session's own policy, so the caller needs `sts:AssumeRoot` alone.
 */
export const rootSessions: Source<() => Promise<OpenedAccount>, RootSessionsAnswer> = {
  id: 'root-sessions',
  actions: ['sts:AssumeRoot'],
  async *read(_aws, openRoot) {
    const { aws, calls: opening } = await openRoot();
    const calls: AwsCall[] = [...opening];
    const devices: MFADevice[] = [];
    let readAt = aws.clock();
    const pages = pageByPage('iam:ListMFADevices', (Marker) =>
      aws.iam('iam:ListMFADevices', new ListMFADevicesCommand({ Marker }), ['MFADevices', 'IsTruncated']),
    );
    for await (const page of pages) {
      devices.push(...page.answer.MFADevices);
      calls.push(page.call);
      readAt = page.call.at;
    }
    yield { answer: { MFADevices: devices, readAt }, calls, attempted: 1, succeeded: 1, failures: [] };
  },
};
