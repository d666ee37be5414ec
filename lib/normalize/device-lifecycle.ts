import type { LifecycleEvent } from '#lib/domain/console-login';
import type { Unreadable } from '#lib/domain/facts';
import type { RecordPlace } from './cloudtrail-record.ts';

export interface LifecycleEvents {
  readonly events: readonly LifecycleEvent[];
  readonly unreadable: readonly Unreadable[];
}

/** `CloudTrailEvent` texts of changes to devices, users and passwords, in the order of the page. */
export function normalizeDeviceLifecycle(records: readonly unknown[], place: RecordPlace): LifecycleEvents {
  throw new Error(`${records.length} ${place.region} is on its way`);
}
