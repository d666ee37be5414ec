import type { LifecycleEvent } from '#lib/domain/console-login';
import type { DeviceSighting } from '#lib/domain/device-sighting';
import type { Instant } from '#lib/domain/instant';
import type { DeviceInstance } from '#lib/domain/mfa-device';
import type { PrincipalId } from '#lib/domain/principal';

export interface DeviceTraces {
  readonly accountId: string;
  readonly principalId: PrincipalId;
  readonly sightings: readonly DeviceSighting[];
  /** Those that `lifecycleByPrincipal` gave to this principal; refused ones are ignored. */
  readonly lifecycle: readonly LifecycleEvent[];
  /** Identifiers of this principal's successful logins: they tighten bounds, and create nothing (case L15). */
  readonly logins: readonly { readonly mfaIdentifier: string; readonly time: Instant }[];
}

/** Every enabling of a device for this principal that lists and lifecycle events show, oldest first. */
export function deviceInstances(traces: DeviceTraces): readonly DeviceInstance[] {
  throw new Error(`${traces.principalId} is on its way`);
}
