import type { Schema } from './schema.ts';
import { transact, type WriteStore } from './write-store.ts';

/** Everything that can be made again from what is immutable. */
export const projections = [
  'principals',
  'mfa_devices',
  'device_sightings',
  'device_instances',
  'check_results',
  'login_attributions',
  'status_intervals',
  'daily_counts',
] as const satisfies readonly (keyof Schema)[];

/** Empties the projections, as the first step of making them again. */
export async function clearProjections(write: WriteStore): Promise<void> {
  await transact(write, async (tx) => {
    for (const table of projections) await tx.db.deleteFrom(table).execute();
  });
}
