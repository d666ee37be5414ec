import type { Account } from '#lib/domain/account';
import type { RootSessionsFacts, SourceReading } from '#lib/domain/facts';
import { hour } from '#lib/domain/instant';
import { rootPrincipalId } from '#lib/domain/principal';
import { rootSessionValidity } from '#lib/evaluate/root-session-devices';
import { listOverlays } from '#lib/store/overlays';
import type { ReadStore } from '#lib/store/read-store';
import { getRootSessionsSetting } from '#lib/store/settings';
import { loadSnapshot } from '#lib/store/snapshots';
import type { PipelineContext } from './pipeline-context.ts';

type Reading = SourceReading<RootSessionsFacts>;

/**
 * A daily run is seldom a minute early or late by the clock of the week before: an hour of grace lets the list be read again before
 * it stops counting.
 */
const readAgainAfter = rootSessionValidity - hour;

/**
 * Whether a root session may be opened in an account at all: an admin has switched it on, and AWS has it there: for member accounts
 * of an organization, not for the management account, and not in AWS GovCloud (US).
 */
export async function mayOpenRootSession(read: ReadStore, account: Account): Promise<boolean> {
  if (account.isManagement !== false || account.partition === 'aws-us-gov') return false;
  return (await getRootSessionsSetting(read)).enabled;
}

/** Whether a run is to open one now: at most one a week gives an answer, because each is root activity in the account. */
export async function isRootSessionDue({ write, clock }: PipelineContext, account: Account): Promise<boolean> {
  if (!(await mayOpenRootSession(write, account))) return false;
  const facts = (await newestReading(write, account.id))?.facts;
  return !facts || clock() - facts.readAt >= readAgainAfter;
}

/** What a snapshot carries on where its own run was not to ask: the newest answer, while it counts. */
export async function earlierRootSession(
  { write, clock }: PipelineContext,
  accountId: string,
): Promise<Reading | undefined> {
  const reading = await newestReading(write, accountId);
  return reading?.facts && clock() - reading.facts.readAt <= rootSessionValidity ? reading : undefined;
}

/** Of the last snapshot, which carries on those before it, and of what "Check again now" asked since. */
async function newestReading(read: ReadStore, accountId: string): Promise<Reading | undefined> {
  const snapshot = await loadSnapshot(read, { accountId }, ['root-sessions']);
  const overlays = await listOverlays(read, { principalId: rootPrincipalId(accountId) });
  const readings = [
    { reading: snapshot?.sources['root-sessions'], orElse: snapshot === null ? 0 : snapshot.sealedAt },
    ...overlays.map((overlay) => ({ reading: overlay.sources['root-sessions'], orElse: overlay.readAt })),
  ].flatMap(({ reading, orElse }) => (reading ? [{ reading, at: reading.to ?? orElse }] : []));
  return readings.sort((a, b) => b.at - a.at)[0]?.reading;
}
