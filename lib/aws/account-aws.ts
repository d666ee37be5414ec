import type {
  CloudTrailClientResolvedConfig,
  ServiceInputTypes as CloudTrailIn,
  ServiceOutputTypes as CloudTrailOut,
} from '@aws-sdk/client-cloudtrail';
import type {
  EC2ClientResolvedConfig,
  ServiceInputTypes as Ec2In,
  ServiceOutputTypes as Ec2Out,
} from '@aws-sdk/client-ec2';
import type {
  $Command,
  IAMClientResolvedConfig,
  ServiceInputTypes as IamIn,
  ServiceOutputTypes as IamOut,
} from '@aws-sdk/client-iam';
import type {
  OrganizationsClientResolvedConfig,
  ServiceInputTypes as OrganizationsIn,
  ServiceOutputTypes as OrganizationsOut,
} from '@aws-sdk/client-organizations';
import type {
  STSClientResolvedConfig,
  ServiceInputTypes as StsIn,
  ServiceOutputTypes as StsOut,
} from '@aws-sdk/client-sts';
import type { Partition } from '#lib/domain/account';
import type { Clock } from '#lib/domain/instant';
import type { AwsCall } from './aws-call.ts';

export type AwsService = 'iam' | 'sts' | 'organizations' | 'ec2' | 'cloudtrail';

/** An answer whose named members are there; one without them was refused as `bad-answer`. */
export type WithMembers<Out, Member extends keyof Out> = Out & { [M in Member]-?: NonNullable<Out[M]> };

export interface Answered<Out> {
  readonly answer: Out;
  /** The same answer as it goes into evidence. */
  readonly call: AwsCall;
}

/**
 * One account, reached: every request is paced per service and Region, timed out, retried by us, and recorded.
 *
 * Each method takes the IAM action the call needs, the SDK's command, and the members an answer cannot be without: the SDK turns
 * HTML or an empty body with status 200 into `{}`, which must not pass for an empty list.
 * They throw AwsFailure when no answer came, after our retries, and the AbortSignal's reason when the run was stopped.
 */
export interface AccountAws {
  readonly accountId: string;
  readonly partition: Partition;
  /** The caller's Region, used for regional services when none is named. */
  readonly region: string;
  readonly clock: Clock;
  /** Aborted when the run is stopped; whoever waits between calls listens to it. */
  readonly signal: AbortSignal | undefined;
  /** Waits, and rejects with the signal's reason when the run is stopped. */
  wait(ms: number): Promise<void>;

  iam<In extends IamIn, Out extends IamOut, Member extends keyof Out>(
    action: `iam:${string}`,
    command: $Command<In, Out, IAMClientResolvedConfig, IamIn, IamOut>,
    members: readonly Member[],
  ): Promise<Answered<WithMembers<Out, Member>>>;
  sts<In extends StsIn, Out extends StsOut, Member extends keyof Out>(
    action: `sts:${string}`,
    command: $Command<In, Out, STSClientResolvedConfig, StsIn, StsOut>,
    members: readonly Member[],
  ): Promise<Answered<WithMembers<Out, Member>>>;
  organizations<In extends OrganizationsIn, Out extends OrganizationsOut, Member extends keyof Out>(
    action: `organizations:${string}`,
    command: $Command<In, Out, OrganizationsClientResolvedConfig, OrganizationsIn, OrganizationsOut>,
    members: readonly Member[],
  ): Promise<Answered<WithMembers<Out, Member>>>;
  ec2<In extends Ec2In, Out extends Ec2Out, Member extends keyof Out>(
    action: `ec2:${string}`,
    command: $Command<In, Out, EC2ClientResolvedConfig, Ec2In, Ec2Out>,
    members: readonly Member[],
  ): Promise<Answered<WithMembers<Out, Member>>>;
  /** CloudTrail is asked per Region, each with its own pace. */
  cloudtrail<In extends CloudTrailIn, Out extends CloudTrailOut, Member extends keyof Out>(
    action: `cloudtrail:${string}`,
    region: string,
    command: $Command<In, Out, CloudTrailClientResolvedConfig, CloudTrailIn, CloudTrailOut>,
    members: readonly Member[],
  ): Promise<Answered<WithMembers<Out, Member>>>;
}
