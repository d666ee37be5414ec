/** The lifecycle events that follow from an account's users and devices: whatever began or ended in the last 90 days has its record. */
import type { Instant } from '#lib/domain/instant';
import * as records from '../lifecycle-records.ts';
import type { OrganizationAccount, OrganizationDevice, OrganizationUser, RecordedEvent } from '../organization.ts';
import type { Random } from '../random.ts';
import type { SigningInUser } from '../sign-in-records.ts';
import { historyStart, type SamplePlan, samplePartition } from './sample-plan.ts';

type DeviceFacts = Pick<OrganizationAccount, 'id' | 'root' | 'users'>;

interface Recorder {
  readonly since: Instant;
  readonly random: Random;
  readonly accountId: string;
  readonly events: RecordedEvent[];
}

function add(
  recorder: Recorder,
  time: Instant,
  actor: SigningInUser | null,
  make: (m: records.LifecycleMoment) => RecordedEvent,
) {
  if (time < recorder.since) return;
  const { random, accountId } = recorder;
  const sourceIp = `203.0.113.${random.between(10, 60)}`;
  recorder.events.push(make({ partition: samplePartition, accountId, eventId: random.uuid(), time, sourceIp, actor }));
}

/** The device is named by the user's name at that time. */
function recordDevice(recorder: Recorder, owner: OrganizationUser | null, device: OrganizationDevice): void {
  const { serialNumber, enabledAt, removedAt } = device;
  const nameAt = (at: Instant) => {
    if (!owner) return records.rootUserName;
    return owner.formerName && at < owner.formerName.until ? owner.formerName.userName : owner.userName;
  };
  const actorAt = (at: Instant) => (owner ? { ...owner, userName: nameAt(at) } : null);
  const virtual = serialNumber.includes(':mfa/');
  if (virtual) {
    add(recorder, enabledAt - 40_000, actorAt(enabledAt), (m) => records.virtualDeviceCreated(m, serialNumber));
  }
  add(recorder, enabledAt, actorAt(enabledAt), (m) => records.deviceEnabled(m, nameAt(enabledAt), serialNumber));
  if (removedAt === undefined) return;
  add(recorder, removedAt, actorAt(removedAt), (m) => records.deviceDeactivated(m, nameAt(removedAt), serialNumber));
  if (virtual)
    add(recorder, removedAt + 5_000, actorAt(removedAt), (m) => records.virtualDeviceDeleted(m, serialNumber));
}

export function sampleLifecycle(
  plan: SamplePlan,
  account: DeviceFacts,
  admin: SigningInUser | null,
): readonly RecordedEvent[] {
  const random = plan.random(`lifecycle ${account.id}`);
  const recorder: Recorder = { since: historyStart(plan), random, accountId: account.id, events: [] };
  for (const device of account.root.devices) recordDevice(recorder, null, device);
  for (const user of account.users) {
    const { createdAt, deletedAt, formerName, password } = user;
    const first = formerName?.userName ?? user.userName;
    add(recorder, createdAt, admin, (m) => records.userCreated(m, { ...user, userName: first }));
    if (password) {
      const named = formerName && password.createdAt < formerName.until ? formerName.userName : user.userName;
      add(recorder, password.createdAt, admin, (m) => records.passwordCreated(m, named));
      if (password.removedAt !== undefined) {
        add(recorder, password.removedAt, admin, (m) => records.passwordDeleted(m, user.userName));
      }
    }
    if (formerName)
      add(recorder, formerName.until, admin, (m) => records.userRenamed(m, formerName.userName, user.userName));
    for (const device of user.devices) recordDevice(recorder, user, device);
    if (deletedAt !== undefined) add(recorder, deletedAt, admin, (m) => records.userDeleted(m, user.userName));
  }
  return recorder.events.filter((event) => event.time <= plan.start);
}
