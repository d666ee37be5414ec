import { minute, second } from '#lib/domain/instant';
import { isKeyholderError } from '#lib/domain/keyholder-error';
import { accountOfPrincipal } from '#lib/domain/principal';
import {
  type Collection,
  findRunningCollection,
  getCollection,
  listCollections,
  markInterrupted,
  startCollection,
} from '#lib/store/collections';
import { claimJob, finishJob, type Job } from '#lib/store/jobs';
import { listSourceProgress } from '#lib/store/source-outcomes';
import { forgetWorkers, seenWorker } from '#lib/store/workers';
import { accountLogins, attributePrincipal } from './attribute-logins.ts';
import { endDeadHolds } from './end-dead-holds.ts';
import { openConnections } from './open-connections.ts';
import { pause } from './pause.ts';
import type { CollectingContext } from './pipeline-context.ts';
import { recheckPrincipal } from './recheck-principal.ts';
import { runCollection } from './run-collection.ts';

export interface WorkerSettings {
  /** Milliseconds between scheduled collections; null when switched off. */
  readonly collectEvery: number | null;
  readonly pollEvery?: number;
  /** Whether a worker of that name certainly lives no more. */
  readonly isDead: (name: string) => boolean;
}

/** How soon a job is seen. */
const tick = 100;
/** How often the schedule is looked at, and a run without a worker is sought. */
const lookEvery = 2 * second;
/** How often AWS is asked again when no connection works. */
const askAgainEvery = minute;
/** A run in which nothing could be read is tried again after this. */
const retryFailedAfter = 10 * minute;
const unseenAfter = minute;

/** The worker's life: rechecks at once, one collection at a time, the schedule; until the process is told to stop. */
export async function runWorker(context: CollectingContext, settings: WorkerSettings): Promise<void> {
  const worker = new Worker(context, settings);
  await worker.live();
}

class Worker {
  readonly #context: CollectingContext;
  readonly #settings: WorkerSettings;
  readonly #startedAt: number;
  readonly #rechecks = new Set<Promise<void>>();
  #collecting: Promise<void> | null = null;
  #connected = true;
  #nextLook = 0;
  #nextAsk = 0;
  #nextSign = 0;

  constructor(context: CollectingContext, settings: WorkerSettings) {
    this.#context = context;
    this.#settings = settings;
    this.#startedAt = context.clock();
  }

  async live(): Promise<void> {
    const { signal, write, holder, log } = this.#context;
    while (!signal.aborted) {
      try {
        await this.#turn();
      } catch (error) {
        log.error('the worker stumbled and goes on', error);
        await pause(5 * second, signal);
      }
      await pause(tick, signal);
    }
    await Promise.allSettled([...this.#rechecks, this.#collecting]);
    await forgetWorkers(write, { id: holder });
  }

  async #turn(): Promise<void> {
    const { write, clock, holder } = this.#context;
    const now = clock();
    if (now >= this.#nextSign) {
      this.#nextSign = now + 5 * second;
      const state = this.#collecting ? 'collecting' : this.#connected ? 'idle' : 'no-credentials';
      await seenWorker(write, { id: holder, startedAt: this.#startedAt, seenAt: now, state });
      await endDeadHolds(this.#context, this.#settings.isDead, now - unseenAfter);
    }
    for (;;) {
      const job = await claimJob(write, { kinds: ['recheck', 'attribute'], by: holder, now });
      if (job === null) break;
      const work = this.#do(job, () => (job.kind === 'recheck' ? this.#recheck(job) : this.#attribute(job))).finally(
        () => this.#rechecks.delete(work),
      );
      this.#rechecks.add(work);
    }
    if (this.#collecting) return;
    const job = await claimJob(write, { kinds: ['collect'], by: holder, now });
    if (job) return this.#collect(this.#do(job, () => this.#runRequested(job)));
    if (now < this.#nextLook) return;
    this.#nextLook = now + lookEvery;
    const due = await this.#findDue(now);
    if (due) this.#collect(this.#run(due));
  }

  #collect(work: Promise<void>): void {
    const { log, clock, signal } = this.#context;
    this.#nextSign = 0;
    this.#collecting = work
      .catch((error) => {
        if (signal.aborted) return;
        log.error('the collection broke off and will be gone on with', error);
        this.#nextLook = clock() + 30 * second;
      })
      .finally(() => {
        this.#collecting = null;
        this.#nextSign = 0;
      });
  }

  async #run(collection: Collection): Promise<void> {
    const { pollEvery = 2 * second } = this.#settings;
    const ours = await runCollection(this.#context, collection, { pollEvery });
    if (!ours) this.#nextLook = this.#context.clock() + 10 * second;
  }

  async #runRequested(job: Job): Promise<unknown> {
    const collection = await getCollection(this.#context.write, String(job.args.collectionId));
    if (collection?.status === 'running') await this.#run(collection);
    return { collectionId: collection?.id ?? null };
  }

  #recheck(job: Job): Promise<unknown> {
    return recheckPrincipal(this.#context, String(job.subject), job.requestedBy);
  }

  /** Above some thousand sign-ins a change of custody is not waited for by the one who made it. */
  async #attribute({ subject }: Job): Promise<unknown> {
    const { write } = this.#context;
    const id = String(subject);
    await attributePrincipal(write, await accountLogins(write, accountOfPrincipal(id)), id);
    return null;
  }

  /** A job's end is always written, except when we are told to stop: then the next worker does it. */
  async #do(job: Job, work: () => Promise<unknown>): Promise<void> {
    const { write, clock, log, signal } = this.#context;
    try {
      const result = await work();
      await finishJob(write, job.id, { result }, clock());
    } catch (error) {
      if (signal.aborted) return;
      log.error(`${job.kind} ${job.subject ?? ''} failed`, error);
      const said = isKeyholderError(error) ? error.message : 'Something unexpected happened; the cause is in the log.';
      await finishJob(write, job.id, { error: said }, clock());
    }
  }

  /** A run to go on with, or a new one that the schedule asks for. */
  async #findDue(now: number): Promise<Collection | null> {
    const { write, newId } = this.#context;
    await markInterrupted(write, now);
    const running = await findRunningCollection(write);
    if (running) return running;
    const [last] = await listCollections(write, { limit: 1 });
    if (now < this.#nextAsk || !(await this.#isDue(last, now))) return null;
    const { opened } = await openConnections(this.#context);
    this.#connected = opened.length > 0;
    if (!this.#connected) {
      this.#nextAsk = now + askAgainEvery;
      return null;
    }
    const trigger = last === undefined ? 'first' : 'schedule';
    const wanted = { id: newId(), trigger, accountIds: null, requestedBy: 'worker', at: now } as const;
    return (await startCollection(write, wanted)).collection;
  }

  async #isDue(last: Collection | undefined, now: number): Promise<boolean> {
    if (last === undefined || last.status === 'interrupted') return true;
    if (last.status === 'failed') {
      // Without a single account no connection worked: due as soon as one does.
      const asked = await listSourceProgress(this.#context.write, last.id);
      return asked.length === 0 || now >= last.startedAt + retryFailedAfter;
    }
    const { collectEvery } = this.#settings;
    return collectEvery !== null && now >= last.startedAt + collectEvery;
  }
}
