import { join } from 'node:path';
import type { Config } from '#lib/config';
import type { SettingsAbout } from '#lib/present/settings';
import policy from '../collect/iam-policy.json' with { type: 'json' };

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

/** Host, port and name of the database, without user and password. */
function addressOf(databaseUrl: string): string {
  try {
    const { host, pathname } = new URL(databaseUrl);
    return `postgresql://${host}${pathname}`;
  } catch {
    return 'the address in DATABASE_URL';
  }
}
