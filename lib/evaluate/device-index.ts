import type { DeviceInstance } from '#lib/domain/mfa-device';
import type { Custody } from '#lib/domain/person';
import { bareSerial } from './device-identifier.ts';
import { mayServe } from './device-instances.ts';
import type { LoginContext } from './login-context.ts';

/** A principal's device instances, ready for very many logins. */
export interface DeviceIndex {
  /** Instances that an `MFAIdentifier` can mean; empty for none. */
  readonly named: (identifier: string) => readonly DeviceInstance[];
  /** Custodies recorded for an instance, and known by now. */
  readonly custodiesOf: (instance: DeviceInstance) => readonly Custody[];
}

export function deviceIndex(context: LoginContext): DeviceIndex {
  const bySerial = new Map<string, DeviceInstance[]>();
  for (const instance of context.instances) {
    const same = bySerial.get(instance.serialNumber);
    if (same === undefined) bySerial.set(instance.serialNumber, [instance]);
    else same.push(instance);
  }
  const custodies = custodiesByInstance(context);
  return {
    named: (identifier) => {
      const exact = bySerial.get(identifier);
      if (exact !== undefined) return exact;
      const bare = bareSerial(identifier);
      const hardware = bare === null ? undefined : bySerial.get(bare);
      return hardware === undefined ? [] : hardware.filter((instance) => instance.type === 'hardware-totp');
    },
    custodiesOf: (instance) => custodies.get(instance.id) ?? none,
  };
}

const none: readonly Custody[] = [];

/**
 * Custody belongs to the instance it was recorded for. Where that one is known under another id by now (an older event has since
 * shown when it was really enabled), it is the instance of the same serial number that was enabled when the custody began.
 */
function custodiesByInstance({ custodies, instances, asOf }: LoginContext): ReadonlyMap<string, readonly Custody[]> {
  const ids = new Set(instances.map((instance) => instance.id));
  const found = new Map<string, Custody[]>();
  for (const custody of custodies) {
    if (custody.recordedAt > asOf) continue;
    const same = instances.filter((instance) => instance.serialNumber === custody.serialNumber);
    const fitting = same.filter((instance) => mayServe(instance, custody.validFrom));
    const only = fitting.length === 1 ? fitting[0] : same.length === 1 ? same[0] : undefined;
    const id = ids.has(custody.deviceInstanceId) ? custody.deviceInstanceId : only?.id;
    if (id !== undefined) found.set(id, [...(found.get(id) ?? []), custody]);
  }
  return found;
}
