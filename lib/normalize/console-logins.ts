import type { ConsoleLogin, RoleSwitch } from '#lib/domain/console-login';
import type { Unreadable } from '#lib/domain/facts';
import type { RecordPlace } from './cloudtrail-record.ts';

export interface SignIns {
  readonly logins: readonly ConsoleLogin[];
  readonly roleSwitches: readonly RoleSwitch[];
  readonly unreadable: readonly Unreadable[];
}

/** `CloudTrailEvent` texts of `ConsoleLogin` and `SwitchRole` events, in the order of the page. */
export function normalizeConsoleLogins(records: readonly unknown[], place: RecordPlace): SignIns {
  throw new Error(`${records.length} ${place.region} is on its way`);
}
