/** An AWS account, its partition, and how Keyholder reaches it. Facts: AWS General Reference, endpoints and ARNs. */

export type Partition = 'aws' | 'aws-us-gov' | 'aws-cn';

/** How a set of accounts is reached. The first, `default`, is the environment's; Keyholder never stores AWS keys. */
export interface Connection {
  readonly id: string;
  readonly partition: Partition;
  readonly region: string;
  readonly profile: string | null;
  readonly roleName: string | null;
  readonly externalId: string | null;
}

/** What Organizations says of an account; `null` where Organizations was not or could not be asked. */
export type OrganizationStatus = 'ACTIVE' | 'SUSPENDED' | 'PENDING_CLOSURE' | 'CLOSED' | null;

export interface Account {
  readonly id: string;
  readonly connectionId: string;
  readonly partition: Partition;
  /** Organizations' name, else the account alias, else the id. */
  readonly name: string;
  readonly organizationStatus: OrganizationStatus;
  /** True for the organization's management account, null where not known. */
  readonly isManagement: boolean | null;
}

const partitions: Record<
  Partition,
  { iamRegion: string; signInRegions: readonly string[]; console: string; dns: string }
> = {
  aws: {
    iamRegion: 'us-east-1',
    signInRegions: ['us-east-1', 'us-east-2', 'eu-north-1', 'ap-southeast-2'],
    console: 'https://console.aws.amazon.com',
    dns: 'amazonaws.com',
  },
  'aws-us-gov': {
    iamRegion: 'us-gov-west-1',
    signInRegions: ['us-gov-west-1', 'us-gov-east-1'],
    console: 'https://console.amazonaws-us-gov.com',
    dns: 'amazonaws.com',
  },
  'aws-cn': {
    iamRegion: 'cn-north-1',
    signInRegions: ['cn-north-1', 'cn-northwest-1'],
    console: 'https://console.amazonaws.cn',
    dns: 'amazonaws.com.cn',
  },
};

/** The Region IAM's global endpoint is signed for, and in which its CloudTrail events lie. */
export const iamRegion = (partition: Partition): string => partitions[partition].iamRegion;

/** Regions in which sign-ins are recorded whatever Regions an account has enabled (CloudTrail User Guide, console sign-in events). */
export const signInRegions = (partition: Partition): readonly string[] => partitions[partition].signInRegions;

/** Address of the AWS console of a partition, without a trailing slash. */
export const consoleAddress = (partition: Partition): string => partitions[partition].console;

/** The partition of a Region by its name; the SDK offers no such table to the outside. */
export function partitionOfRegion(region: string): Partition {
  if (region.startsWith('us-gov-')) return 'aws-us-gov';
  if (region.startsWith('cn-')) return 'aws-cn';
  return 'aws';
}

/** The partition named in an ARN, or null when the text is none of ours. */
export function partitionOfArn(arn: string): Partition | null {
  const name = arn.split(':')[1];
  return name === 'aws' || name === 'aws-us-gov' || name === 'aws-cn' ? name : null;
}

export const isAccountId = (text: string): boolean => /^\d{12}$/.test(text);
