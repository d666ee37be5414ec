/** A store of chosen size, written through the store's own functions: seven accounts, seeded, so that every run measures the same rows. */
import { seededRandom } from '#lib/demo/random';
import { sourceIds } from '#lib/domain/collection';
import { day, hour, type Instant } from '#lib/domain/instant';
import { recordAccounts } from '#lib/store/accounts';
import { finishCollection, startCollection } from '#lib/store/collections';
import { putConnection } from '#lib/store/connections';
import { addCustody } from '#lib/store/custodies';
import { recordCoverage } from '#lib/store/event-coverage';
import type { Store } from '#lib/store/open-store';
import { addPerson } from '#lib/store/people';
import { refreshDerived } from '#lib/store/refresh-derived';
import { packSnapshot, sealSnapshot } from '#lib/store/snapshots';
import { putSourceProgress } from '#lib/store/source-outcomes';
import { transact, type WriteStore } from '#lib/store/write-store';
import { eventNames, regions, seedLogins } from './seed-logins.ts';
import { instanceId, type SeedAccount, type SeedUser, seedAccounts, writeAccount } from './seed-rows.ts';

export interface Seeded {
  /** A user to open and to search for. */
  readonly user: SeedUser;
  readonly shared: SeedUser;
}

const actor = { id: 'local:bench' };
const collectionId = 'bench-collection';
export const personId = (n: number) => `person-${n}`;
const people = 30;

export async function seed(store: Store, size: { users: number; logins: number }, now: Instant): Promise<Seeded> {
  const { write } = store;
  const random = seededRandom(7);
  const accounts = seedAccounts(size.users, random);
  await putConnection(write, {
    id: 'default',
    partition: 'aws',
    region: 'us-east-1',
    profile: null,
    roleName: 'KeyholderRead',
    externalId: null,
  });
  await recordAccounts(
    write,
    accounts.map(({ account }) => account),
    now - 90 * day,
  );
  const at = now - 2 * hour;
  await startCollection(write, { id: collectionId, trigger: 'first', accountIds: null, requestedBy: actor.id, at });
  for (const account of accounts) {
    await sealAccount(write, account, now - hour);
    await writeAccount(write, account, now - hour);
  }
  await seedCustodies(write, accounts, now);
  await seedLogins(write, accounts, size.logins, now, random);
  await finishCollection(write, collectionId, { status: 'succeeded', error: null, at: now - hour });
  const users = accounts.flatMap((account) => account.users);
  await refreshDerived(write, [
    ...users.map((user) => user.id),
    ...accounts.map(({ account }) => `${account.id}:root`),
  ]);
  const shared = users.find((user) => user.shared);
  const user = users.find((one) => one.status === 'COMPLIANT' && !one.shared);
  if (!shared || !user) throw new Error('a seed without users');
  return { user, shared };
}

/** What a run leaves of an account beside its rows: an empty snapshot, outcomes, and the claim that 90 days of events were read. */
async function sealAccount(write: WriteStore, { account, users }: SeedAccount, at: Instant): Promise<void> {
  const role = { outcome: 'collected', action: null, error: null } as const;
  const snapshot = { accountId: account.id, collectionId, sealedAt: at, role, sources: {} };
  const packed = await packSnapshot(`snapshot-${account.id}`, snapshot);
  await transact(write, async (tx) => {
    await sealSnapshot(tx, { ...packed, oldestSourceAt: at });
    for (const source of sourceIds) {
      for (const region of source === 'console-logins' ? regions : ['']) {
        const n = source === 'mfa-devices' ? users.length : 1;
        const key = { collectionId, accountId: account.id, source, region };
        const done = {
          state: 'collected',
          action: null,
          error: null,
          attempted: n,
          succeeded: n,
          expected: n,
        } as const;
        await putSourceProgress(tx, { ...key, ...done, failureCount: 0, failures: [], from: at - hour, to: at }, at);
      }
    }
    for (const region of regions)
      for (const eventName of eventNames) {
        const span = { from: at - 90 * day, to: at - hour };
        await recordCoverage(tx, { accountId: account.id, region, eventName, ...span, collectionId }, at);
      }
  });
}

async function seedCustodies(write: WriteStore, accounts: readonly SeedAccount[], now: Instant): Promise<void> {
  for (let n = 0; n < people; n += 1) {
    const person = { id: personId(n), name: `Sample Person ${n}`, email: `person-${n}@example.com`, leftAt: null };
    await addPerson(write, person, actor, now - 100 * day);
  }
  const devices = accounts.flatMap(({ users }) =>
    users.filter((user) => user.shared).flatMap((user) => user.serials.map((serial) => ({ user, serial }))),
  );
  for (const [n, { user, serial }] of devices.entries()) {
    const custody = {
      id: `custody-${n}`,
      principalId: user.id,
      serialNumber: serial,
      deviceInstanceId: instanceId(user.id, serial),
      personId: personId(n % people),
      validFrom: now - 200 * day,
      validTo: null,
      reason: 'handed over',
    };
    await addCustody(write, custody, actor, now - 100 * day);
  }
}
