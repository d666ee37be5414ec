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
import { type AttributedLogin, putLoginAttributions } from '#lib/store/login-attributions';
import { listPeople } from '#lib/store/people';
import { getPrincipalSummary, listPrincipalSummaries, type PrincipalSummary } from '#lib/store/principals';
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
  const byPrincipal = new Map<PrincipalId | null, ConsoleLogin[]>();
  for (const login of logins)
    byPrincipal.set(login.principalId, [...(byPrincipal.get(login.principalId) ?? []), login]);
  for (const [principalId, own] of byPrincipal) {
    const context = await loginContext(tx, account, principalId);
    await putLoginAttributions(tx, attributed(own, context));
    if (principalId !== null) await refreshDerived(tx, [principalId]);
  }
  await recountDailyLogins(
    tx,
    account.accountId,
    logins.map((login) => login.time),
  );
}

/**
 * All logins of one principal again (`null`: those that belong to none), after a change of its devices, its custodies or what is covered.
 * Page by page, each page with its day counts in one transaction.
 */
export async function attributePrincipal(
  write: WriteStore,
  account: AccountLogins,
  principalId: PrincipalId | null,
): Promise<void> {
  const context = await loginContext(write, account, principalId);
  const of =
    principalId === null ? ({ accountId: account.accountId, withoutPrincipal: true } as const) : { principalId };
  const days: Instant[] = [];
  for await (const page of consoleLoginPages(write, of)) {
    await transact(write, (tx) => putLoginAttributions(tx, attributed(page, context)));
    days.push(...new Set(page.map((login) => startOfDay(login.time))));
  }
  await recountDailyLogins(write, account.accountId, [...new Set(days)]);
  if (principalId !== null) await refreshDerived(write, [principalId]);
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

async function loginContext(read: ReadStore, account: AccountLogins, id: PrincipalId | null): Promise<LoginContext> {
  const principal = id === null ? null : await getPrincipalSummary(read, id);
  return {
    ownersBySerial: account.ownersBySerial,
    lifecycleCoverage: account.lifecycleCoverage,
    people: account.people,
    asOf: account.asOf,
    principal: principal ? describe(principal) : id === null ? null : await describeGone(read, id),
    instances: id === null ? [] : await listDeviceInstances(read, { principalId: id }),
    custodies: id === null ? [] : await listCustodies(read, { principalId: id }),
    deviceListReadAt: principal?.kind === 'IamUser' && principal.devicesComplete ? principal.readAt : null,
  };
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
