import { currentViewer } from '#lib/auth/current-viewer';
import type { SourceProgress } from '#lib/pipeline/collect-now';
import { type CollectionReport, collectNow } from '#lib/pipeline/collect-now';
import type { CommandContext } from './command-context.ts';
import { exitCodes } from './exit-codes.ts';
import { keepHeapSmall } from './keep-heap-small.ts';
import { openForCommand } from './open-for-command.ts';
import { untilTold } from './until-told.ts';

/** `keyholder collect`: every account now, progress by account, a summary, and an exit code that says how much was read. */
export async function collect(command: CommandContext): Promise<number> {
  keepHeapSmall();
  const { out, err, json, accountIds } = command;
  const told = untilTold();
  const pipeline = await openForCommand(command, 'collect', 'create', told.signal);
  try {
    const said = new Map<string, string>();
    const { actor } = currentViewer();
    const report = await collectNow(pipeline.context, actor, accountIds.length > 0 ? accountIds : null, (progress) => {
      for (const account of progress.accounts) {
        const line = lineOf(account);
        if (said.get(account.accountId) === line) continue;
        said.set(account.accountId, line);
        err(`${line}\n`);
      }
    });
    out(json ? `${JSON.stringify(asJson(report))}\n` : summary(report));
    if (report.collection.error !== null) err(`${report.collection.error}\n`);
    return exitCodeFor(report);
  } finally {
    await pipeline.close();
  }
}

type AccountReport = CollectionReport['accounts'][number];

function exitCodeFor({ collection }: CollectionReport): number {
  if (collection.status === 'succeeded') return exitCodes.done;
  return collection.status === 'partial' ? exitCodes.partly : exitCodes.nothing;
}

const isDone = ({ state }: SourceProgress) => state !== 'waiting' && state !== 'running';

/** `100000000001 sandbox: 12 of 14 read; mfa-devices 400 of 3500` */
function lineOf({ accountId, name, sources }: AccountReport): string {
  const done = sources.filter(isDone).length;
  const counted = sources
    .filter(({ state, region, expected }) => state === 'running' && region === '' && expected !== null && expected > 1)
    .map((source) => `; ${source.source} ${source.attempted} of ${source.expected}`);
  return `${accountId} ${name}: ${done} of ${sources.length} read${counted.join('')}`;
}

function summary({ accounts }: CollectionReport): string {
  const troubles = accounts.flatMap(({ accountId, name, sources }) => {
    const alike = new Map<string, SourceProgress[]>();
    for (const source of sources.filter((one) => isDone(one) && one.state !== 'collected')) {
      const key = `${source.source} ${source.state} ${source.action}`;
      alike.set(key, [...(alike.get(key) ?? []), source]);
    }
    return [...alike.values()].map((group) => `  ${accountId} ${name}: ${troubleOf(group)}`);
  });
  const whole = accounts.filter(({ sources }) => sources.every((source) => source.state === 'collected')).length;
  if (accounts.length === 0) return '';
  return `${[`${whole} of ${accounts.length} accounts read whole.`, ...troubles].join('\n')}\n`;
}

/** One line for a source that ended alike in one Region or in many. */
function troubleOf(group: readonly SourceProgress[]): string {
  const [first] = group;
  if (first === undefined) return '';
  const { source, state, action, error, attempted, succeeded } = first;
  const regions = group.map(({ region }) => region).filter((region) => region !== '');
  const where = regions.length === 0 ? source : `${source} in ${regions.join(', ')}`;
  if (state === 'denied') return `${where} denied; grant ${action}`;
  if (state === 'partial') return `${where} partly, ${succeeded} of ${attempted}; ${error ?? action ?? 'no answer'}`;
  return `${where} failed; ${error ?? 'no answer'}`;
}

/** The shape of GET /collections/{id}. */
function asJson({ collection, accounts }: CollectionReport) {
  return {
    id: collection.id,
    status: collection.status,
    startedAt: new Date(collection.startedAt).toISOString(),
    finishedAt: collection.finishedAt === null ? null : new Date(collection.finishedAt).toISOString(),
    error: collection.error,
    accounts: accounts.map(({ accountId, name, sources }) => ({
      accountId,
      name,
      sources: sources.map(
        ({ source, region, state, action, error, attempted, succeeded, failureCount, failures }) => ({
          source,
          ...(region ? { region } : {}),
          outcome: state,
          ...(action === null ? {} : { action }),
          ...(error === null ? {} : { error }),
          attempted,
          succeeded,
          failureCount,
          failures,
        }),
      ),
    })),
  };
}
