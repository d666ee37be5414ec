import { onParentGone } from './on-parent-gone.ts';

export interface Told {
  readonly promise: Promise<void>;
  readonly signal: AbortSignal;
  readonly done: boolean;
}

/** Resolves on SIGINT or SIGTERM, and when the process that started us closes its channel (also by kill -9). */
export function untilTold(): Told {
  const controller = new AbortController();
  const { signal } = controller;
  const promise = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => controller.abort());
  onParentGone(() => controller.abort());
  // Listening would keep a process alive that has nothing left to do.
  process.channel?.unref();
  return {
    promise,
    signal,
    get done() {
      return signal.aborted;
    },
  };
}
