import { LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { DescribeRegionsCommand } from '@aws-sdk/client-ec2';
import {
  GenerateCredentialReportCommand,
  GetAccountAuthorizationDetailsCommand,
  GetAccountPasswordPolicyCommand,
  GetAccountSummaryCommand,
  GetCredentialReportCommand,
  GetLoginProfileCommand,
  GetMFADeviceCommand,
  ListAccountAliasesCommand,
  ListMFADevicesCommand,
  ListOpenIDConnectProvidersCommand,
  ListOrganizationsFeaturesCommand,
  ListSAMLProvidersCommand,
  ListUsersCommand,
  ListVirtualMFADevicesCommand,
} from '@aws-sdk/client-iam';
import type { AccountAws } from '#lib/aws/account-aws';
import { AwsFailure } from '#lib/aws/aws-failure';
import { iamRegion } from '#lib/domain/account';

export interface ProbedAction {
  /** `iam:ListUsers` */
  readonly action: string;
  readonly works: boolean | null;
  /** AWS's error name and message; null where it works. `works` is null when AWS gave no answer that tells. */
  readonly error: string | null;
}

/** A user and a device that no account has: AWS says so only to whom may ask. */
const nobody = 'keyholder-permission-probe';

type Probe = (aws: AccountAws) => Promise<unknown>;

/** One call for each action, the cheapest that tells whether it is allowed. */
const probes: Readonly<Record<string, Probe>> = {
  'iam:ListUsers': (aws) => aws.iam('iam:ListUsers', new ListUsersCommand({ MaxItems: 1 }), ['Users']),
  'iam:ListVirtualMFADevices': (aws) =>
    aws.iam('iam:ListVirtualMFADevices', new ListVirtualMFADevicesCommand({ MaxItems: 1 }), ['VirtualMFADevices']),
  'iam:ListMFADevices': (aws) =>
    aws.iam('iam:ListMFADevices', new ListMFADevicesCommand({ UserName: nobody }), ['MFADevices']),
  'iam:GetLoginProfile': (aws) =>
    aws.iam('iam:GetLoginProfile', new GetLoginProfileCommand({ UserName: nobody }), ['LoginProfile']),
  'iam:GenerateCredentialReport': (aws) =>
    aws.iam('iam:GenerateCredentialReport', new GenerateCredentialReportCommand({}), ['State']),
  'iam:GetCredentialReport': (aws) =>
    aws.iam('iam:GetCredentialReport', new GetCredentialReportCommand({}), ['GeneratedTime']),
  'iam:GetAccountSummary': (aws) => aws.iam('iam:GetAccountSummary', new GetAccountSummaryCommand({}), ['SummaryMap']),
  'iam:GetAccountAuthorizationDetails': (aws) =>
    aws.iam('iam:GetAccountAuthorizationDetails', new GetAccountAuthorizationDetailsCommand({ MaxItems: 1 }), [
      'IsTruncated',
    ]),
  'cloudtrail:LookupEvents': (aws) =>
    aws.cloudtrail('cloudtrail:LookupEvents', iamRegion(aws.partition), new LookupEventsCommand({ MaxResults: 1 }), [
      'Events',
    ]),
  'ec2:DescribeRegions': (aws) => aws.ec2('ec2:DescribeRegions', new DescribeRegionsCommand({}), ['Regions']),
  'iam:GetMFADevice': (aws) =>
    aws.iam('iam:GetMFADevice', new GetMFADeviceCommand({ SerialNumber: nobody, UserName: nobody }), ['SerialNumber']),
  'iam:ListAccountAliases': (aws) =>
    aws.iam('iam:ListAccountAliases', new ListAccountAliasesCommand({}), ['AccountAliases']),
  'iam:GetAccountPasswordPolicy': (aws) =>
    aws.iam('iam:GetAccountPasswordPolicy', new GetAccountPasswordPolicyCommand({}), ['PasswordPolicy']),
  'iam:ListSAMLProviders': (aws) =>
    aws.iam('iam:ListSAMLProviders', new ListSAMLProvidersCommand({}), ['SAMLProviderList']),
  'iam:ListOpenIDConnectProviders': (aws) =>
    aws.iam('iam:ListOpenIDConnectProviders', new ListOpenIDConnectProvidersCommand({}), ['OpenIDConnectProviderList']),
};

/** Only the management account may ask. */
const managementProbes: Readonly<Record<string, Probe>> = {
  'iam:ListOrganizationsFeatures': (aws) =>
    aws.iam('iam:ListOrganizationsFeatures', new ListOrganizationsFeaturesCommand({}), ['EnabledFeatures']),
};

/** Which of the actions Keyholder needs are allowed in an account. Reads only; a report that is asked for changes nothing. */
export async function probeActions(aws: AccountAws, isManagement: boolean): Promise<ProbedAction[]> {
  const asked = Object.entries({ ...probes, ...(isManagement ? managementProbes : {}) });
  return Promise.all(asked.map(([action, probe]) => probeOne(aws, action, probe)));
}

async function probeOne(aws: AccountAws, action: string, probe: Probe): Promise<ProbedAction> {
  try {
    await probe(aws);
    return { action, works: true, error: null };
  } catch (error) {
    if (!(error instanceof AwsFailure)) throw error;
    // "No such user", "no report yet" and the like are answers: the action itself was allowed. A fault of AWS's own tells nothing.
    const fault = /^(Http5|InternalFailure|InternalError|ServiceFailure|ServiceUnavailable)/.test(error.errorName);
    if (error.kind === 'not-found' || (error.kind === 'failed' && !fault)) return { action, works: true, error: null };
    return { action, works: error.kind === 'denied' ? false : null, error: `${error.errorName}: ${error.message}` };
  }
}
