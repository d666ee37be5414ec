/** Where causes go that no person should have to read: stack traces, retries, children that ended. Sentences for people are KeyholderErrors. */
export interface Log {
  info(message: string, detail?: Readonly<Record<string, unknown>>): void;
  warn(message: string, detail?: Readonly<Record<string, unknown>>): void;
  error(message: string, cause: unknown, detail?: Readonly<Record<string, unknown>>): void;
}

export const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {} };
