import { renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import pino from 'pino';
import type { Log } from '#lib/pipeline/log';
import { makeFolder } from '#lib/pipeline/make-folder';

const rotateAt = 20_000_000;

/**
 * The log of this process: JSON lines appended to one file that serve, worker and web share. Written at once, so that
 * the last line before a crash is there.
 */
export function openLog(file: string, name: string): Log {
  makeFolder(dirname(file));
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (name === 'serve' && size > rotateAt) renameSync(file, `${file}.1`);
  const logger = pino(
    {
      name,
      redact: ['*.secretAccessKey', '*.sessionToken', '*.SecretAccessKey', '*.SessionToken', '*.externalId'],
      timestamp: pino.stdTimeFunctions.isoTime,
    },
    pino.destination({ dest: file, sync: true, mode: 0o600 }),
  );
  return {
    info: (message, detail) => logger.info(detail ?? {}, message),
    warn: (message, detail) => logger.warn(detail ?? {}, message),
    error: (message, cause, detail) => logger.error({ ...detail, err: cause }, message),
  };
}

/** Opened when it is first written to: a folder that cannot be written is then said by the store, and one without data stays as it was. */
export function lateLog(file: string, name: string): Log {
  let opened: Log | null = null;
  const log = () => {
    opened ??= openLog(file, name);
    return opened;
  };
  return {
    info: (message, detail) => log().info(message, detail),
    warn: (message, detail) => log().warn(message, detail),
    error: (message, cause, detail) => log().error(message, cause, detail),
  };
}
