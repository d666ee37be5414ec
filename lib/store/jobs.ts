import { type Selectable, sql } from 'kysely';
import type { Actor } from '#lib/domain/actor';
import type { Instant } from '#lib/domain/instant';
import { appendAudit } from './audit-log.ts';
import type { ReadStore } from './read-store.ts';
import type { Schema } from './schema.ts';
import { transact, type WriteStore } from './write-store.ts';

export type JobKind = Schema['jobs']['kind'];

/** Something a viewer asked for and a worker does: web and worker meet here. */
export interface Job {
  readonly id: string;
  readonly kind: JobKind;
  /** What it is about: a principal id, or null. */
  readonly subject: string | null;
  readonly args: Readonly<Record<string, unknown>>;
  readonly state: 'queued' | 'running' | 'done' | 'failed';
  readonly result: unknown;
  /** One sentence for a person. */
  readonly error: string | null;
  readonly requestedBy: string;
  readonly requestedAt: Instant;
  readonly claimedBy: string | null;
  readonly startedAt: Instant | null;
  readonly finishedAt: Instant | null;
}

export async function enqueueJob(
  write: WriteStore,
  job: { id: string; kind: JobKind; subject: string | null; args: Readonly<Record<string, unknown>> },
  actor: Actor,
  at: Instant,
): Promise<void> {
  await transact(write, async (tx) => {
    await tx.db
      .insertInto('jobs')
      .values({
        id: job.id,
        kind: job.kind,
        subject: job.subject,
        args: JSON.stringify(job.args),
        state: 'queued',
        requested_by: actor.id,
        requested_at: at,
      })
      .execute();
    await appendAudit(tx, {
      actor,
      at,
      action: `${job.kind}.request`,
      subject: job.subject ?? job.id,
      detail: { job: job.id, ...job.args },
    });
  });
}

/** Takes the oldest queued job of these kinds; no two claimers ever get the same one. */
export async function claimJob(
  write: WriteStore,
  claim: { kinds: readonly JobKind[]; by: string; now: Instant },
): Promise<Job | null> {
  const skip = write.engine === 'postgresql' ? sql`for update skip locked` : sql``;
  const row = await write.db
    .updateTable('jobs')
    .set({ state: 'running', claimed_by: claim.by, started_at: claim.now })
    .where(
      'id',
      '=',
      sql<string>`(select id from jobs where state = 'queued' and kind in (${sql.join(claim.kinds)})
        order by requested_at, id limit 1 ${skip})`,
    )
    .where('state', '=', 'queued')
    .returningAll()
    .executeTakeFirst();
  return row ? toJob(row) : null;
}

/** @param end a result, or one sentence for a person */
export async function finishJob(
  write: WriteStore,
  id: string,
  end: { result: unknown } | { error: string },
  at: Instant,
): Promise<void> {
  await write.db
    .updateTable('jobs')
    .set(
      'error' in end
        ? { state: 'failed', error: end.error, finished_at: at }
        : { state: 'done', result: JSON.stringify(end.result ?? null), finished_at: at },
    )
    .where('id', '=', id)
    .execute();
}

/** Jobs left running by a worker that died go back into the queue. @param claimedBy exact claimer, or a prefix of it with `*` at the end */
export async function requeueJobs(write: WriteStore, claimedBy: string): Promise<void> {
  const query = write.db
    .updateTable('jobs')
    .set({ state: 'queued', claimed_by: null, started_at: null })
    .where('state', '=', 'running');
  const prefix = claimedBy.endsWith('*') ? claimedBy.slice(0, -1) : null;
  await (prefix === null
    ? query.where('claimed_by', '=', claimedBy)
    : query.where(sql<boolean>`substr(claimed_by, 1, ${sql.lit(prefix.length)}) = ${prefix}`)
  ).execute();
}

export async function getJob(read: ReadStore, id: string): Promise<Job | null> {
  const row = await read.db.selectFrom('jobs').selectAll().where('id', '=', id).executeTakeFirst();
  return row ? toJob(row) : null;
}

/** A job about the same thing that is still queued or running, so that nobody asks twice. */
export async function findOpenJob(read: ReadStore, kind: JobKind, subject: string | null): Promise<Job | null> {
  const row = await read.db
    .selectFrom('jobs')
    .selectAll()
    .where('state', 'in', ['queued', 'running'])
    .where('kind', '=', kind)
    .where('subject', subject === null ? 'is' : '=', subject)
    .orderBy('requested_at')
    .orderBy('id')
    .executeTakeFirst();
  return row ? toJob(row) : null;
}

function toJob(row: Selectable<Schema['jobs']>): Job {
  return {
    id: row.id,
    kind: row.kind,
    subject: row.subject,
    args: JSON.parse(row.args),
    state: row.state,
    result: row.result === null ? null : JSON.parse(row.result),
    error: row.error,
    requestedBy: row.requested_by,
    requestedAt: row.requested_at,
    claimedBy: row.claimed_by,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
  };
}
