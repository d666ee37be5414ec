import type { Attribution, ConsoleLogin } from '#lib/domain/console-login';
import type { Instant } from '#lib/domain/instant';
import type { Person } from '#lib/domain/person';
import type { PrincipalId } from '#lib/domain/principal';
import { attributeLogins, type LoginContext } from '#lib/evaluate/attribution';
import { sharedAccount } from '#lib/evaluate/shared-accounts';
import { consoleLoginPages, listConsoleLogins } from '#lib/store/console-logins';
import { listCustodies } from '#lib/store/custodies';
import { recountDailyLogins } from '#lib/store/daily-counts';
import { listDeviceInstances } from '#lib/store/device-instances';
import { lastDeviceLists } from '#lib/store/device-sightings';
import { type AttributedLogin, putLoginAttributions } from '#lib/store/login-attributions';
import { listPeople } from '#lib/store/people';
import { listPrincipalSummaries, listPrincipalsById, type PrincipalSummary } from '#lib/store/principals';
import type { ReadStore } from '#lib/store/read-store';
import { refreshDerived } from '#lib/store/refresh-derived';
import { listSharedAccountDecisions } from '#lib/store/shared-account-decisions';
import { transact, type WriteStore } from '#lib/store/write-store';
import { lifecycleCoverage } from './account-knowledge.ts';

/** What explains the logins of one account as far as it is the same for all its principals. Loaded once, and again after a projection. */
export interface AccountLogins {
  readonly accountId: string;
  readonly ownersBySerial: LoginContext['ownersBySerial'];
  readonly lifecycleCoverage: LoginContext['lifecycleCoverage'];
  readonly people: ReadonlyMap<string, Person>;
  readonly asOf: Instant;
}

export async function accountLogins(read: ReadStore, accountId: string): Promise<AccountLogins> {
  const names = new Map((await listPrincipalSummaries(read, accountId)).map((p) => [p.id, p.userName]));
  const owners = new Map<string, { principalId: PrincipalId; userName: string }[]>();
  for (const { serialNumber, principalId } of await listDeviceInstances(read, { accountId })) {
    const known = owners.get(serialNumber) ?? [];
    if (known.some((owner) => owner.principalId === principalId)) continue;
    owners.set(serialNumber, [...known, { principalId, userName: names.get(principalId) ?? principalId }]);
  }
  return {
    accountId,
    ownersBySerial: owners,
    lifecycleCoverage: await lifecycleCoverage(read, accountId),
    people: new Map((await listPeople(read)).map((person) => [person.id, person])),
    // As known now: whatever people have recorded by the time this runs, so that a rebuild gives the same.
    asOf: Number.POSITIVE_INFINITY,
  };
}

/** Logins of one page, each with the device and person behind it, written beside them. */
export async function attributeNewLogins(
  tx: WriteStore,
  account: AccountLogins,
  logins: readonly ConsoleLogin[],
): Promise<void> {
  const byPrincipal = groupBy(logins, (login) => login.principalId);
  const contexts = await loginContexts(tx, account, [...byPrincipal.keys()]);
  const answers = contexts.flatMap(({ id, context }) => attributed(byPrincipal.get(id) ?? [], context));
  await putLoginAttributions(tx, answers);
  await refreshDerived(
    tx,
    [...byPrincipal.keys()].filter((id) => id !== null),
  );
  await recountDailyLogins(
    tx,
    account.accountId,
    logins.map((login) => login.time),
  );
}

/** Contexts held at once, and sign-ins written in one transaction. */
const principalsAtOnce = 50;
const loginsAtOnce = 400;

/** All logins of one principal again (`null`: those that belong to none). */
export const attributePrincipal = (
  write: WriteStore,
  account: AccountLogins,
  principalId: PrincipalId | null,
): Promise<void> => attributePrincipals(write, account, [principalId]);

/**
 * All logins of these principals again, after a change of their devices, their custodies or what is covered. Some hundred in one
 * transaction, across principals, because most of them have few; the days are counted when all are written.
 */
export async function attributePrincipals(
  write: WriteStore,
  account: AccountLogins,
  principalIds: readonly (PrincipalId | null)[],
): Promise<void> {
  const days = new Set<Instant>();
  for (let at = 0; at < principalIds.length; at += principalsAtOnce) {
    const ids = principalIds.slice(at, at + principalsAtOnce);
    let waiting: AttributedLogin[] = [];
    const flush = async () => {
      const logins = waiting;
      waiting = [];
      if (logins.length > 0) await transact(write, (tx) => putLoginAttributions(tx, logins));
    };
    for (const { id, context } of await loginContexts(write, account, ids)) {
      const of =
        id === null ? ({ accountId: account.accountId, withoutPrincipal: true } as const) : { principalId: id };
      for await (const page of consoleLoginPages(write, of)) {
        for (const login of page) days.add(startOfDay(login.time));
        waiting.push(...attributed(page, context));
        if (waiting.length >= loginsAtOnce) await flush();
      }
    }
    await flush();
    await refreshDerived(
      write,
      ids.filter((id) => id !== null),
    );
  }
  await recountDailyLogins(write, account.accountId, [...days]);
}

const startOfDay = (at: Instant): Instant => at - (at % 86_400_000);

function attributed(logins: readonly ConsoleLogin[], context: LoginContext): AttributedLogin[] {
  const answers = attributeLogins(logins, context);
  return logins.flatMap((login, i) => {
    const attribution: Attribution | undefined = answers[i];
    if (attribution === undefined) throw new Error(`login ${login.eventId} was not attributed`);
    const person = attribution.personId === null ? undefined : context.people.get(attribution.personId);
    return [{ login, attribution, shared: context.principal?.shared ?? false, personLabel: person?.name ?? null }];
  });
}

/** Together, because a page of sign-ins is mostly of as many principals, and each question to the database has its price. */
async function loginContexts(
  read: ReadStore,
  account: AccountLogins,
  ids: readonly (PrincipalId | null)[],
): Promise<{ readonly id: PrincipalId | null; readonly context: LoginContext }[]> {
  const principalIds = ids.filter((id) => id !== null);
  const principals = new Map((await listPrincipalsById(read, principalIds)).map((p) => [p.id, p]));
  const instances = groupBy(await listDeviceInstances(read, { principalIds }), (instance) => instance.principalId);
  const custodies = groupBy(await listCustodies(read, { principalIds }), (custody) => custody.principalId);
  const listRead = (principal: PrincipalSummary | undefined) =>
    principal?.kind === 'IamUser' && principal.devicesComplete ? principal.readAt : null;
  // Who is gone by now, or was not answered for this time, keeps what an earlier list showed.
  const listedBefore = await lastDeviceLists(
    read,
    principalIds.filter((id) => listRead(principals.get(id)) === null),
  );
  const contexts: { id: PrincipalId | null; context: LoginContext }[] = [];
  for (const id of ids) {
    const principal = id === null ? undefined : principals.get(id);
    const context: LoginContext = {
      ownersBySerial: account.ownersBySerial,
      lifecycleCoverage: account.lifecycleCoverage,
      people: account.people,
      asOf: account.asOf,
      principal: principal ? describe(principal) : id === null ? null : await describeGone(read, id),
      instances: (id === null ? undefined : instances.get(id)) ?? [],
      custodies: (id === null ? undefined : custodies.get(id)) ?? [],
      deviceListReadAt: listRead(principal) ?? (id === null ? null : (listedBefore.get(id) ?? null)),
    };
    contexts.push({ id, context });
  }
  return contexts;
}

function groupBy<Key, Item>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

/** A user who is in no list any more: what was decided about it still holds, its name stands in its logins. */
async function describeGone(read: ReadStore, id: PrincipalId): Promise<LoginContext['principal']> {
  const { because } = sharedAccount(id, {}, await listSharedAccountDecisions(read, { principalId: id }));
  const [login] = await listConsoleLogins(read, { principalId: id }, { limit: 1 });
  return { id, userName: login?.userName ?? id, shared: because !== null, suspected: false };
}

const describe = ({ id, userName, sharedBecause }: PrincipalSummary): LoginContext['principal'] => ({
  id,
  userName,
  shared: sharedBecause !== null,
  suspected: false,
});
