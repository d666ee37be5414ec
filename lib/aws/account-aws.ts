import type { Partition } from '#lib/domain/account';
import type { AwsCall } from './aws-call.ts';

export interface Answered<Out> {
  readonly answer: Out;
  readonly call: AwsCall;
}

export type AwsService = 'iam' | 'sts' | 'organizations' | 'ec2' | 'cloudtrail';

/** One account, reached: every request is paced per service and Region, timed out, retried by us, and recorded. */
export interface AccountAws {
  readonly accountId: string;
  readonly partition: Partition;
  /** The caller's Region, used for regional services when none is named. */
  readonly region: string;
}
