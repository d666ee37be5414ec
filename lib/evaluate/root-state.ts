import type { Account, Partition } from '#lib/domain/account';
import type { RootState } from '#lib/domain/root-state';
import type { RootPicture } from './judged-principal.ts';
import type { RootKnowledge } from './root-knowledge.ts';
import { sayAt, sayCount, sayDevices, sayList, sayRefusal } from './wording.ts';

/** AWS ends sign-in to a suspended or closed account (Organizations User Guide, "Closing a member account"). */
export const isSuspended = (account: Account): boolean =>
  account.organizationStatus === 'SUSPENDED' || account.organizationStatus === 'CLOSED';

/** The one word for how root stands: the order of these lines is the order of precedence. */
export function rootState(root: RootKnowledge): RootState {
  const { mfa, password, accessKeys, certificates } = root;
  if (isSuspended(root.account)) return 'suspended';
  if (root.notEntered !== null) return 'unknown';
  if (root.account.partition === 'aws-us-gov') return 'not-in-partition';
  if (mfa.value === null) return 'unknown';
  if (mfa.value) return accessKeys.value === true ? 'covered-with-keys' : 'covered';
  const credentials = [password.value, accessKeys.value, certificates.value];
  if (credentials.includes(true)) return 'uncovered';
  return credentials.includes(null) ? 'unknown' : 'no-credentials';
}

/** What the card of an account's root shows: state, headline, and how each part of it is known. */
export function rootPicture(root: RootKnowledge): RootPicture {
  const state = rootState(root);
  const entered = state !== 'suspended' && root.notEntered === null;
  return {
    state,
    headline: headline(state, root),
    facts: {
      password: root.password.value,
      accessKeys: root.accessKeys.value,
      certificates: root.certificates.value,
      mfa: root.mfa.value,
    },
    howWeKnow: entered ? howWeKnow(root, state) : [{ text: whyNotEntered(root), at: null }],
    devicesAtLeast: devicesAtLeast(root),
    missing: missingOf(root, state),
  };
}

/** Root's passkeys, security keys and hardware tokens cannot be listed from inside: what is seen is a lower bound (cases R1, R2, R8). */
export function devicesAtLeast({ mfa, virtualDevices, allDevices }: RootKnowledge): number | null {
  if (allDevices.value !== null) return allDevices.value.length;
  if (mfa.value === false) return 0;
  if (mfa.value === null) return null;
  return Math.max(1, virtualDevices.value?.length ?? 0);
}

function headline(state: RootState, root: RootKnowledge): string {
  const count = sayCount(devicesAtLeast(root) ?? 1, 'device');
  const devices = root.allDevices.value === null ? `at least ${count}` : count;
  switch (state) {
    case 'covered':
      return `Covered, ${devices}`;
    case 'covered-with-keys':
      return `Covered, ${devices}, but root has access keys`;
    case 'uncovered':
      return `No MFA, and root has ${sayList(credentialsOf(root))}`;
    case 'no-credentials':
      return 'No root credentials';
    case 'not-in-partition':
      return 'Not applicable in AWS GovCloud (US)';
    case 'suspended':
      return 'Account suspended';
    case 'unknown':
      return root.notEntered === null ? 'Not known' : 'Account not readable';
  }
}

/** `a password and access keys`: what is known to be there. */
export function credentialsOf({ password, accessKeys, certificates }: RootKnowledge): readonly string[] {
  return [
    ...(password.value === true ? ['a password'] : []),
    ...(accessKeys.value === true ? ['access keys'] : []),
    ...(certificates.value === true ? ['signing certificates'] : []),
  ];
}

/** Central root management, as far as Organizations said: on, off, or unknown (case R4). */
export function sayCentralManagement({ centralManagement }: RootKnowledge): string {
  if (centralManagement === null || centralManagement.rootCredentialsManagement === null) {
    return 'Whether root credentials are managed centrally is unknown.';
  }
  const word = centralManagement.rootCredentialsManagement ? 'on' : 'off';
  return `Central management of root credentials is ${word} (ListOrganizationsFeatures, ${sayAt(centralManagement.readAt)}).`;
}

/** Why nothing is known of an account that was not entered; empty for one that was. */
export function whyNotEntered(root: RootKnowledge): string {
  if (isSuspended(root.account)) {
    return `AWS Organizations lists this account as ${root.account.organizationStatus}: nobody can sign in to it, and it is not read.`;
  }
  if (root.notEntered === null) return '';
  return `This account could not be read: ${sayRefusal(root.notEntered)}. Nothing is known of its root user and IAM users.`;
}

/** What AWS does not have in a partition, in words (AWS GovCloud (US) User Guide, "IAM"); empty where there is nothing to say. */
const partitionWords: Readonly<Record<Partition, readonly string[]>> = {
  aws: [],
  'aws-us-gov': [
    'In AWS GovCloud (US) the root user cannot sign in to the console and cannot have MFA devices.',
    'Central management of root credentials does not exist there, so root sessions are never asked for.',
  ],
  'aws-cn': ['AWS China is read as best effort: it is judged by the rules of AWS commercial.'],
};

function howWeKnow(root: RootKnowledge, state: RootState): RootPicture['howWeKnow'] {
  const words = partitionWords[root.account.partition].map((text) => ({ text, at: null }));
  const say = (what: string, no: string, known: RootKnowledge['mfa']) => ({
    text: known.value === null ? known.how : `${known.value ? what : no} ${known.how}`,
    at: known.at,
  });
  const kind =
    root.mfa.value === true ? [{ text: sayKind(root), at: root.allDevices.at ?? root.virtualDevices.at }] : [];
  const keys = say('Root has access keys.', 'Root has no access keys.', root.accessKeys);
  if (state === 'not-in-partition') return [...words, keys];
  return [
    ...words,
    say('MFA is enabled.', 'MFA is not enabled.', root.mfa),
    ...kind,
    say('Root has a password.', 'Root has no password.', root.password),
    keys,
    say('Root has signing certificates.', 'Root has no signing certificates.', root.certificates),
    { text: sayCentralManagement(root), at: root.centralManagement?.readAt ?? null },
  ];
}

/** What can be said about the kinds of root's devices. */
export function sayKind({ virtualDevices, allDevices }: RootKnowledge): string {
  if (allDevices.value !== null && allDevices.at !== null) {
    const kinds = sayDevices(allDevices.value.map((device) => device.type));
    return `All its devices, listed in a root session at ${sayAt(allDevices.at)}: ${kinds}; certification levels are not visible there.`;
  }
  const session = allDevices.how === '' ? '' : ` ${allDevices.how}`;
  return `${sayFromInside(virtualDevices)}${session}`;
}

function sayFromInside(virtualDevices: RootKnowledge['virtualDevices']): string {
  if (virtualDevices.value === null) return virtualDevices.how;
  const n = virtualDevices.value.length;
  if (n === 0) return 'Its device is a passkey, security key or hardware TOTP: not visible from inside the account.';
  const seen = n === 1 ? 'At least a virtual authenticator' : `At least ${n} virtual authenticators`;
  return `${seen}; further devices would not be visible from inside the account, so phishing resistance is unknown.`;
}

function missingOf(root: RootKnowledge, state: RootState): readonly string[] {
  if (root.notEntered !== null && state === 'unknown') return [root.notEntered.action];
  if (state === 'suspended' || state === 'not-in-partition') return [];
  const parts = [root.mfa, root.password, root.accessKeys, root.certificates, root.virtualDevices, root.allDevices];
  return [...new Set(parts.flatMap((part) => part.missing))];
}
