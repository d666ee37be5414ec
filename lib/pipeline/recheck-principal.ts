import type { AccountAws } from '#lib/aws/account-aws';
import type { OpenedAccount } from '#lib/aws/aws';
import { sources } from '#lib/collect/sources';
import type { FactsBySource, PrincipalOverlay } from '#lib/domain/facts';
import { KeyholderError } from '#lib/domain/keyholder-error';
import { deviceType } from '#lib/domain/mfa-device';
import { accountOfPrincipal, type PrincipalId } from '#lib/domain/principal';
import { getAccount } from '#lib/store/accounts';
import { getConnection } from '#lib/store/connections';
import { type PackedEvidence, putEvidence } from '#lib/store/evidence';
import { packOverlay, putOverlay } from '#lib/store/overlays';
import { getPrincipalSummary, type PrincipalSummary } from '#lib/store/principals';
import { transact } from '#lib/store/write-store';
import { capturedLevels } from './captured-levels.ts';
import { defaultConnectionId, roleOf } from './open-connections.ts';
import { isAwsFailure } from './outcome-of.ts';
import type { CollectingContext } from './pipeline-context.ts';
import { projectPrincipal } from './project-account.ts';
import { readAlone } from './read-alone.ts';
import { mayOpenRootSession } from './root-sessions.ts';

/**
 * "Check again now": reads one principal's devices and password with a handful of calls, ahead of a collection's. What it read is kept
 * as an overlay that wins over every older fact about that principal, and its rows are made again before this answers.
 * @throws KeyholderError when the principal is not known or AWS cannot be reached
 */
export async function recheckPrincipal(
  context: CollectingContext,
  principalId: PrincipalId,
  requestedBy: string,
): Promise<{ readonly readAt: number }> {
  const { write, clock, newId } = context;
  const principal = await getPrincipalSummary(write, principalId);
  if (principal === null) throw new KeyholderError('NOT_FOUND', `There is no principal "${principalId}".`);
  const { aws, openRoot } = await reach(context, accountOfPrincipal(principalId));
  const { read, evidence } =
    principal.kind === 'RootUser' ? await readRoot(aws, openRoot) : await readUser(context, aws, principal);
  const [first] = evidence;
  if (first === undefined) {
    throw new KeyholderError('AWS_UNREACHABLE', 'AWS did not answer, so nothing was learned. Check again in a minute.');
  }
  const readAt = clock();
  const overlay = {
    id: newId(),
    accountId: principal.accountId,
    principalId,
    readAt,
    sources: read,
    requestedBy,
    evidenceSha256: first.sha256,
  };
  const packed = await packOverlay(overlay);
  await transact(write, async (tx) => {
    for (const block of evidence) await putEvidence(tx, block);
    await putOverlay(tx, packed);
  });
  await projectPrincipal(context, principalId);
  return { readAt };
}

interface Reached {
  readonly aws: AccountAws;
  /** Null where root sessions are off, or the account can have none. */
  readonly openRoot: (() => Promise<OpenedAccount>) | null;
}

async function reach(context: CollectingContext, accountId: string): Promise<Reached> {
  const account = await getAccount(context.write, accountId);
  const connection = account && (await getConnection(context.write, account.connectionId));
  if (!connection) throw new KeyholderError('NOT_FOUND', `No connection reaches account ${accountId}.`);
  const region = connection.id === defaultConnectionId ? context.region : connection.region;
  const options = { signal: context.signal, urgent: true };
  const aws = await context.aws.connect({ profile: connection.profile, region }, options);
  try {
    const opened = await aws.openAccount(accountId, roleOf(connection), options);
    const mayOpen = await mayOpenRootSession(context.write, account);
    return { aws: opened.aws, openRoot: mayOpen ? () => aws.openRoot(accountId, options) : null };
  } catch (error) {
    if (!isAwsFailure(error)) throw error;
    const message = `Account ${accountId} could not be reached (${error.action}: ${error.errorName}). Its collection says what to grant.`;
    throw new KeyholderError('AWS_ROLE_NOT_ASSUMABLE', message, { action: error.action }, error);
  }
}

interface Read {
  readonly read: PrincipalOverlay['sources'];
  readonly evidence: readonly PackedEvidence[];
}

async function readRoot(aws: AccountAws, openRoot: Reached['openRoot']): Promise<Read> {
  const account = await readAlone(aws, 'account', sources.account, undefined);
  const virtual = await readAlone(aws, 'virtual-devices', sources['virtual-devices'], undefined);
  const read = { account: account.reading, 'virtual-devices': virtual.reading };
  if (openRoot === null) return { read, evidence: kept([account.evidence, virtual.evidence]) };
  const session = await readAlone(aws, 'root-sessions', sources['root-sessions'], openRoot);
  return {
    read: { ...read, 'root-sessions': session.reading },
    evidence: kept([account.evidence, virtual.evidence, session.evidence]),
  };
}

async function readUser(context: CollectingContext, aws: AccountAws, principal: PrincipalSummary): Promise<Read> {
  const subject = [{ uniqueId: principal.uniqueId, userName: principal.userName }];
  const devices = await readAlone(aws, 'mfa-devices', sources['mfa-devices'], subject);
  const profile = await readAlone(aws, 'login-profiles', sources['login-profiles'], subject);
  const read = { 'mfa-devices': devices.reading, 'login-profiles': profile.reading };
  const fresh = await freshFido(context, principal, devices.reading.facts);
  if (fresh.length === 0) return { read, evidence: kept([devices.evidence, profile.evidence]) };
  const levels = await readAlone(aws, 'fido-certification', sources['fido-certification'], fresh);
  return {
    read: { ...read, 'fido-certification': levels.reading },
    evidence: kept([devices.evidence, profile.evidence, levels.evidence]),
  };
}

/** FIDO devices whose levels were never captured. */
async function freshFido(
  context: CollectingContext,
  principal: PrincipalSummary,
  facts: FactsBySource['mfa-devices'] | null,
) {
  const keyOf = (d: { serialNumber: string; enabledAt: number | null }) => `${d.serialNumber} ${d.enabledAt ?? ''}`;
  const captured = new Set((await capturedLevels(context.write, principal.accountId)).map(keyOf));
  const listed = facts?.users[0]?.devices;
  if (listed === undefined || listed === 'gone') return [];
  return listed
    .filter((device) => deviceType(device.serialNumber) === 'passkey-or-security-key' && !captured.has(keyOf(device)))
    .map((device) => ({ userName: principal.userName, ...device }));
}

const kept = (blocks: readonly (PackedEvidence | null)[]): PackedEvidence[] => blocks.filter((block) => block !== null);
