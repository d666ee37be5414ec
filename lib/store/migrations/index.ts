import type { Migration } from 'kysely';
import type { Engine } from '../read-store.ts';
import { first } from './0001-first.ts';
import { exceptions } from './0002-exceptions.ts';
import { settings } from './0003-settings.ts';
import { listIndexes } from './0004-list-indexes.ts';

/** Every migration, by name, in order. A static list, so that nothing is read from a folder once the program is bundled. */
export const migrations: Readonly<Record<string, (engine: Engine) => Migration>> = {
  '0001-first': first,
  '0002-exceptions': exceptions,
  '0003-settings': settings,
  '0004-list-indexes': () => listIndexes,
};
