import type { Wait } from './wait.ts';

/** Time that only goes forward, in milliseconds, and a way to wait for it. */
export interface PaceTime {
  readonly now: () => number;
  readonly wait: Wait;
}

/** One permitted call: handed back when it was answered or throttled. */
export interface Turn {
  readonly startedAt: number;
  /** How many calls had been answered when this one began. */
  readonly answeredBefore: number;
}

interface Waiter {
  readonly grant: (turn: Turn) => void;
}

/** A quarter of a second's calls may be made up for after a delay of ours; more would look like a burst to AWS. */
const burstSeconds = 0.25;
/** Never below an eighth of the configured rate: a stop would hide whether AWS still throttles. */
const slowest = 1 / 8;
/** Share of the rate that throttled which is regained fast; the rest slowly, because AWS's limit lies near. */
const knownGood = 0.9;
const fastRecovery = 0.1;
const slowRecovery = 0.01;

/**
 * A token bucket for one account, service and Region. Calls begin evenly at the configured rate; throttling halves it, and it
 * recovers by a tenth of the configured rate a second up to nine tenths of the rate that was too much, by a hundredth beyond.
 */
export class Pace {
  readonly #configured: number;
  readonly #time: PaceTime;
  #rate: number;
  #tokens: number;
  #refilledAt: number;
  /** The rate at which AWS throttled last; Infinity when it never did. */
  #tooMuch = Number.POSITIVE_INFINITY;
  #slowedAt = Number.NEGATIVE_INFINITY;
  #answered = 0;
  #begun = 0;
  #openedAt: number;
  #pumping = false;
  readonly #urgent: Waiter[] = [];
  readonly #usual: Waiter[] = [];

  /** @param configured calls a second; Infinity is unlimited until AWS throttles. */
  constructor(configured: number, time: PaceTime) {
    this.#configured = configured;
    this.#time = time;
    this.#rate = configured;
    this.#tokens = burstOf(configured);
    this.#refilledAt = time.now();
    this.#openedAt = this.#refilledAt;
  }

  /** Calls a second that are permitted now. */
  get rate(): number {
    this.#refill();
    return this.#rate;
  }

  /** Resolves when a call may begin, in the order of asking, urgent ones first. */
  take(options: { readonly signal?: AbortSignal | undefined; readonly urgent?: boolean } = {}): Promise<Turn> {
    const { signal } = options;
    const queue = options.urgent ? this.#urgent : this.#usual;
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const leave = () => {
        queue.splice(queue.indexOf(waiter), 1);
        reject(signal?.reason);
      };
      const waiter: Waiter = {
        grant: (turn) => {
          signal?.removeEventListener('abort', leave);
          resolve(turn);
        },
      };
      signal?.addEventListener('abort', leave, { once: true });
      queue.push(waiter);
      if (!this.#pumping) void this.#pump();
    });
  }

  /** How many calls AWS has answered until now. */
  get answeredCount(): number {
    return this.#answered;
  }

  /** AWS answered, whatever it said. */
  answered(): void {
    this.#answered++;
  }

  /**
   * AWS throttled a call. Calls that were under way together count once. A call that is refused again and again while others are
   * answered (one user of many, case U5) slows nobody down: pass the turn of its first try.
   */
  throttled(turn: Turn, firstTry: Turn = turn): void {
    this.#refill();
    if (turn.startedAt < this.#slowedAt) return;
    if (firstTry !== turn && this.#answered > firstTry.answeredBefore) return;
    this.#tooMuch = this.#rate === Number.POSITIVE_INFINITY ? this.#observedRate() : this.#rate;
    this.#rate = Math.max(this.#tooMuch / 2, this.#floor());
    this.#tokens = Math.min(this.#tokens, 0);
    this.#slowedAt = this.#time.now();
  }

  async #pump(): Promise<void> {
    this.#pumping = true;
    for (;;) {
      this.#refill();
      while (this.#tokens >= 1) {
        const waiter = this.#urgent.shift() ?? this.#usual.shift();
        if (!waiter) {
          this.#pumping = false;
          return;
        }
        this.#tokens -= 1;
        this.#begun++;
        waiter.grant({ startedAt: this.#time.now(), answeredBefore: this.#answered });
      }
      await this.#time.wait(Math.max(1, Math.ceil(((1 - this.#tokens) / this.#rate) * 1000)));
    }
  }

  #refill(): void {
    const now = this.#time.now();
    const seconds = Math.max(0, now - this.#refilledAt) / 1000;
    this.#refilledAt = now;
    this.#recover(seconds);
    this.#tokens =
      this.#rate === Number.POSITIVE_INFINITY
        ? Number.POSITIVE_INFINITY
        : Math.min(burstOf(this.#rate), this.#tokens + seconds * this.#rate);
  }

  #recover(seconds: number): void {
    if (this.#rate >= this.#configured) return;
    const near = this.#tooMuch * knownGood;
    // Unlimited has no share to recover by: what was too much stands for it.
    const step = Number.isFinite(this.#configured) ? this.#configured : this.#tooMuch;
    const fastSeconds = Math.min(seconds, Math.max(0, near - this.#rate) / (step * fastRecovery));
    const regained = step * (fastSeconds * fastRecovery + (seconds - fastSeconds) * slowRecovery);
    this.#rate = Math.min(this.#configured, this.#rate + regained);
  }

  #floor(): number {
    return Number.isFinite(this.#configured) ? this.#configured * slowest : 0.5;
  }

  #observedRate(): number {
    return Math.max(1, this.#begun / Math.max(1, (this.#time.now() - this.#openedAt) / 1000));
  }
}

const burstOf = (rate: number): number => Math.max(1.5, rate * burstSeconds);
