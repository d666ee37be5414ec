import { consoleLogins } from '#lib/collect/console-logins';
import { deviceLifecycle } from '#lib/collect/device-lifecycle';
import { type EventSource, type EventsPage, readEvents } from '#lib/collect/events';
import { iamRegion } from '#lib/domain/account';
import type { SourceFailure, SourceId } from '#lib/domain/collection';
import { hour, type Instant } from '#lib/domain/instant';
import { isKeyholderError } from '#lib/domain/keyholder-error';
import { listRecordedCoverage } from '#lib/store/event-coverage';
import { commit } from '#lib/store/leases';
import { getSourceProgress, putSourceProgress } from '#lib/store/source-outcomes';
import type { AccountRun } from './account-run.ts';
import { allOf } from './at-most.ts';
import { commitEvents } from './commit-events.ts';
import { type Ending, endingOf, endingOfSubjects, isAwsFailure } from './outcome-of.ts';
import { type EventWindow, planEventWindows, splitWindows } from './plan-event-windows.ts';

/** Changes to devices and users since the oldest report AWS may still give (4 hours), and the time they take to arrive. */
const recent = 5 * hour;

/**
 * What begins and ends a device instance is read once more after the device lists: a claim has to reach past the moment of a list,
 * or no sign-in without an identifier could ever be explained by it (case L3).
 */
const instanceBounds: ReadonlySet<string> = new Set(['EnableMFADevice', 'DeactivateMFADevice']);

/** One event source in one Region: names are read one after another, so that a Region's pace is kept. */
interface RegionRead {
  readonly run: AccountRun;
  readonly source: EventSource;
  readonly region: string;
}

/** What came of the names read so far. */
interface Tally {
  attempted: number;
  succeeded: number;
  readonly failures: SourceFailure[];
  refused: Ending | null;
  from: Instant | null;
  to: Instant | null;
}

const emptyTally = (): Tally => ({ attempted: 0, succeeded: 0, failures: [], refused: null, from: null, to: null });

/** Picks of a name's windows those to read now. */
type Part = (eventName: string, windows: readonly EventWindow[]) => readonly EventWindow[];

/** Reads an account's events: `recentLifecycle` beside its other sources, `rest` once its facts are sealed. */
export function eventsOf(run: AccountRun) {
  const lifecycle: RegionRead = { run, source: deviceLifecycle, region: iamRegion(run.account.partition) };
  const early = emptyTally();
  const readEarly = new Set<string>();
  const since = run.context.clock() - recent;
  return {
    async recentLifecycle(): Promise<void> {
      if (await hasEnded(lifecycle)) return;
      await putProgress(lifecycle, emptyTally(), 'running');
      await readNames(lifecycle, early, (_, windows) => splitWindows(windows, since).recent, readEarly);
    },
    async rest(regions: readonly string[]): Promise<void> {
      const older: Part = (name, windows) =>
        readEarly.has(name) && !instanceBounds.has(name) ? splitWindows(windows, since).older : windows;
      const reads: (() => Promise<void>)[] = [
        () => readToEnd(lifecycle, early.refused ? early : { ...emptyTally(), from: early.from, to: early.to }, older),
        ...regions.map(
          (region) => () => readToEnd({ run, source: consoleLogins, region }, emptyTally(), (_, all) => all),
        ),
      ];
      await allOf(reads.map((read) => read()));
    },
  };
}

async function readToEnd(read: RegionRead, tally: Tally, part: Part): Promise<void> {
  if (await hasEnded(read)) return;
  if (tally.refused === null) {
    await putProgress(read, tally, 'running');
    await readNames(read, tally, part, new Set());
  }
  await putProgress(read, tally, tally.refused ?? endingOfSubjects(tally.succeeded, tally.failures));
}

/** A name that fails costs itself; a refusal that will meet every name ends the source. */
async function readNames(read: RegionRead, tally: Tally, part: Part, done: Set<string>): Promise<void> {
  for (const eventName of read.source.eventNames) {
    tally.attempted += 1;
    try {
      await readName(read, eventName, tally, part);
      tally.succeeded += 1;
      done.add(eventName);
    } catch (error) {
      const failure = failureOf(read, eventName, error);
      tally.failures.push(failure.subject);
      if (failure.meetsAll) {
        tally.refused = tally.succeeded > 0 ? { ...failure.ending, outcome: 'partial' } : failure.ending;
        return;
      }
    }
  }
}

async function readName(
  { run, source, region }: RegionRead,
  eventName: string,
  tally: Tally,
  part: Part,
): Promise<void> {
  const { context, account, collection } = run;
  const covered = await listRecordedCoverage(context.write, { accountId: account.id, region, eventName });
  const windows = part(eventName, planEventWindows(covered, collection.id, context.clock(), run.daily));
  for (const { from, to } of windows) {
    for await (const page of readEvents(run.aws, { region, eventName, from, to })) {
      await commitEvents(run, { source, region, eventName }, page);
      widen(tally, page);
    }
  }
}

function widen(tally: Tally, page: EventsPage): void {
  tally.from = Math.min(tally.from ?? page.coveredFrom, page.coveredFrom);
  tally.to = Math.max(tally.to ?? page.coveredTo, page.coveredTo);
}

function failureOf({ run }: RegionRead, eventName: string, error: unknown) {
  if (run.context.signal.aborted) throw error;
  if (isKeyholderError(error) && error.code === 'LEASE_LOST') throw error;
  if (!isAwsFailure(error)) run.context.log.error(`events of ${run.account.id} ended unexpectedly`, error);
  const ending: Ending = isAwsFailure(error)
    ? endingOf(error)
    : {
        outcome: 'failed',
        action: 'cloudtrail:LookupEvents',
        error: 'Keyholder could not process a page; the cause is in its log.',
      };
  const subject: SourceFailure = { subject: eventName, action: 'cloudtrail:LookupEvents', error: ending.error ?? '' };
  const meetsAll = isAwsFailure(error) && !['bad-answer', 'failed', 'not-found'].includes(error.kind);
  return { subject, ending, meetsAll };
}

const keyOf = ({ run, source, region }: RegionRead) => ({
  collectionId: run.collection.id,
  accountId: run.account.id,
  source: source.id satisfies SourceId,
  region,
});

async function hasEnded(read: RegionRead): Promise<boolean> {
  const progress = await getSourceProgress(read.run.context.write, keyOf(read));
  return progress !== null && progress.state !== 'waiting' && progress.state !== 'running';
}

async function putProgress(read: RegionRead, tally: Tally, state: 'running' | Ending): Promise<void> {
  const { write, clock } = read.run.context;
  const ending = state === 'running' ? { outcome: state, action: null, error: null } : state;
  await commit(write, read.run.lease, (tx) =>
    putSourceProgress(
      tx,
      {
        ...keyOf(read),
        state: ending.outcome,
        action: ending.action,
        error: ending.error,
        attempted: tally.attempted,
        succeeded: tally.succeeded,
        failureCount: tally.failures.length,
        failures: tally.failures,
        expected: read.source.eventNames.length,
        from: tally.from,
        to: tally.to,
      },
      clock(),
    ),
  );
}
