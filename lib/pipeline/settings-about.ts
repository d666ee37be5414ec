import { join } from 'node:path';
import type { Config } from '#lib/config';
import { partitionOfArn } from '#lib/domain/account';
import { isKeyholderError } from '#lib/domain/keyholder-error';
import type { SettingsAbout } from '#lib/present/settings';
import type { RoleTemplateView } from '#lib/present/views/settings';
import policy from '../collect/iam-policy.json' with { type: 'json' };
import { type RoleToMake, roleTemplate, type TemplateKind } from './role-templates.ts';

const asText = (document: unknown): string => JSON.stringify(document, null, 2);

/** What /settings says of this installation: the policies collect needs, the schedule, and where the data lies; never a password. */
export function settingsAbout(config: Config): SettingsAbout {
  const roleName = config.roleName ?? 'KeyholderRead';
  return {
    policies: [
      {
        id: 'member',
        title: 'In each account: what the read role may do',
        explanation: `Give this to the role ${roleName} in every account that is to be read. It reads users, MFA devices and sign-in events, and changes nothing.`,
        json: asText(policy.members),
      },
      {
        id: 'hub',
        title: 'In the caller’s account: reach the others',
        explanation:
          'Give this to the identity Keyholder signs in as, in the management account or a delegated administrator. Without it, only the caller’s own account is read.',
        json: asText(policy.hub).replaceAll('role/KeyholderRead', `role/${roleName}`),
      },
      {
        id: 'optional',
        title: 'Optional: more detail',
        explanation:
          'Adds certification levels of security keys, federation providers, aliases and central root management. What is left out is shown as not read.',
        json: asText(policy.optional),
      },
      {
        id: 'root-sessions',
        title: 'Optional: root sessions',
        explanation:
          'Give this to the identity Keyholder signs in as, in the management account or a delegated administrator for IAM, and switch root sessions on below. Each session can read root’s credentials and nothing else.',
        json: asText(policy.rootSessions),
      },
    ],
    collectEvery: config.collectEvery,
    place: config.databaseUrl ? addressOf(config.databaseUrl) : join(config.dataDir, 'keyholder.db'),
  };
}

const templates: readonly { readonly id: TemplateKind; readonly title: string; readonly explanation: string }[] = [
  {
    id: 'cloudformation',
    title: 'CloudFormation: the role in one account',
    explanation: 'Save it as a file and create a stack of it in the account, with the capability CAPABILITY_NAMED_IAM.',
  },
  {
    id: 'stackset',
    title: 'CloudFormation: the role in all accounts (StackSet)',
    explanation:
      'Create a stack of it in the management account, with the root of the organization (r-…) as parameter. It makes the role in every member account, also in those that join later. The management account needs none: Keyholder reads it as whom it signs in.',
  },
  {
    id: 'terraform',
    title: 'Terraform: the role in one account',
    explanation: 'For each account of your configuration, with the provider of that account.',
  },
];

/** The role that the environment names. @param callerArn as whom Keyholder signs in; null where that is not known yet */
export const roleToMake = ({ roleName, externalId }: Config, callerArn: string | null): RoleToMake => ({
  roleName: roleName ?? 'KeyholderRead',
  externalId,
  partition: (callerArn === null ? null : partitionOfArn(callerArn)) ?? 'aws',
  callerArn,
});

/** What makes the role that Keyholder reads with. */
export function roleTemplatesAbout(config: Config, callerArn: string | null): RoleTemplateView[] {
  const role = roleToMake(config, callerArn);
  return templates.map(({ id, title, explanation }) => {
    try {
      return { id, title, explanation, text: roleTemplate(id, role) };
    } catch (error) {
      if (!isKeyholderError(error)) throw error;
      return { id, title, explanation: error.message, text: null };
    }
  });
}

/** Host, port and name of the database, without user and password. */
function addressOf(databaseUrl: string): string {
  try {
    const { host, pathname } = new URL(databaseUrl);
    return `postgresql://${host}${pathname}`;
  } catch {
    return 'the address in DATABASE_URL';
  }
}
