import { scopeAllows } from '#lib/domain/actor';
import { sayDay } from '#lib/domain/instant';
import { isKeyholderError } from '#lib/domain/keyholder-error';
import type { Custody, Person } from '#lib/domain/person';
import type { Principal } from '#lib/domain/principal';
import { addCustody, listCustodies } from '#lib/store/custodies';
import { listDeviceInstances } from '#lib/store/device-instances';
import { listPeople } from '#lib/store/people';
import { findPrincipalsByName } from '#lib/store/principals';
import { transact, type WriteStore } from '#lib/store/write-store';
import { attributeAgain } from './attribute-again.ts';
import { chooseInstance } from './choose-instance.ts';
import type { CommandContext } from './command-context.ts';
import { type ImportResult, requireNoErrors, resultOf } from './import-result.ts';
import { type CsvRow, type LineError, parseCsv, parseWhen } from './parse-csv.ts';

export const custodyColumns = [
  'account_id',
  'user_name',
  'serial_number',
  'enabled_at',
  'person_email',
  'valid_from',
  'valid_to',
  'reason',
] as const;

/**
 * Custodies from CSV, all or nothing; `<root_account>` names root. A line that says what is recorded already changes nothing.
 * @param preview changes nothing and says what would change, and which lines cannot be used
 */
export async function importCustodies(
  context: CommandContext,
  csv: string,
  { preview }: { preview: boolean },
): Promise<ImportResult> {
  const { rows, errors } = parseCsv(csv, custodyColumns);
  const unread = errors.length;
  const news = await transact(context.write, async (tx) => {
    const people = new Map((await listPeople(tx)).map((person) => [person.email.toLowerCase(), person]));
    const principals = await principalsOf(tx, context, rows);
    const read = [];
    for (const row of rows) {
      const custody = await readCustody(tx, context, row, people, principals);
      if ('message' in custody) errors.push(custody);
      else read.push(custody);
    }
    const keys = new Set<string>();
    for (const principalId of new Set(read.map((custody) => custody.principalId)))
      for (const custody of await listCustodies(tx, { principalId })) keys.add(keyOf(custody));
    const added = read.filter((custody) => !keys.has(keyOf(custody)) && keys.add(keyOf(custody)));
    if (!preview) {
      requireNoErrors(rows.length + unread, errors);
      for (const custody of added) await addCustody(tx, custody, context.actor, context.clock());
    }
    return { valid: read.length, added, changes: added.map((custody) => sayCustody(custody, people)) };
  });
  const concerned = preview ? [] : news.added.map((custody) => custody.principalId);
  const pending = await attributeAgain(context, concerned);
  return resultOf(rows.length + unread, news.valid, errors, news.changes, pending);
}

const keyOf = (c: Custody): string => [c.deviceInstanceId, c.personId, c.validFrom, c.validTo ?? ''].join('|');

const nameKey = (accountId: string, userName: string): string => `${accountId}/${userName}`;

async function principalsOf(
  tx: WriteStore,
  { scope }: CommandContext,
  rows: readonly CsvRow[],
): Promise<Map<string, Principal>> {
  const principals = new Map<string, Principal>();
  for (const { cells } of rows) {
    const accountId = cells.account_id ?? '';
    const userName = cells.user_name ?? '';
    const key = nameKey(accountId, userName);
    if (principals.has(key) || !scopeAllows(scope, accountId)) continue;
    // The present holder of a name comes first; one deleted since the report may still be meant.
    const [principal] = await findPrincipalsByName(tx, accountId, userName);
    if (principal) principals.set(key, principal);
  }
  return principals;
}

async function readCustody(
  tx: WriteStore,
  context: CommandContext,
  { line, cells }: CsvRow,
  people: ReadonlyMap<string, Person>,
  principals: ReadonlyMap<string, Principal>,
): Promise<Custody | LineError> {
  const wrong = (column: (typeof custodyColumns)[number], message: string): LineError => ({ line, column, message });
  const principal = principals.get(nameKey(cells.account_id ?? '', cells.user_name ?? ''));
  if (!principal)
    return wrong(
      'user_name',
      `No user "${(cells.user_name ?? '').slice(0, 80)}" is known in account ${(cells.account_id ?? '').slice(0, 12)}.`,
    );
  const person = people.get((cells.person_email ?? '').toLowerCase());
  if (!person)
    return wrong(
      'person_email',
      `Nobody has the e-mail address "${(cells.person_email ?? '').slice(0, 80)}". Import people first.`,
    );
  const times = {
    enabled_at: parseWhen(cells.enabled_at ?? ''),
    valid_from: parseWhen(cells.valid_from ?? ''),
    valid_to: parseWhen(cells.valid_to ?? ''),
  };
  const { enabled_at: enabledAt, valid_from: validFrom, valid_to: validTo } = times;
  const shape = 'must look like 2026-09-01 or 2026-09-01T00:00:00Z';
  if (enabledAt === undefined) return wrong('enabled_at', `The enabling time ${shape}, or be empty.`);
  if (validFrom === undefined || validFrom === null) return wrong('valid_from', `The beginning ${shape}.`);
  if (validTo === undefined) return wrong('valid_to', `The end ${shape}, or be empty.`);
  if (validTo !== null && validTo <= validFrom) return wrong('valid_to', 'The custody must end after it begins.');
  const reason = cells.reason ?? '';
  if (reason === '' || reason.length > 2_000) return wrong('reason', 'A reason of 1 to 2,000 characters is needed.');
  const serialNumber = cells.serial_number ?? '';
  try {
    const instances = await listDeviceInstances(tx, { principalId: principal.id });
    const instance = chooseInstance(instances, { serialNumber, enabledAt, validFrom, validTo });
    const { id: deviceInstanceId, accountId, principalId } = instance;
    const written = { id: context.newId(), recordedAt: context.clock(), recordedBy: context.actor.id, reason };
    return {
      ...written,
      accountId,
      principalId,
      serialNumber,
      deviceInstanceId,
      personId: person.id,
      validFrom,
      validTo,
    };
  } catch (error) {
    if (!isKeyholderError(error)) throw error;
    return wrong(error.code === 'CONFLICT' ? 'enabled_at' : 'serial_number', error.message);
  }
}

function sayCustody(custody: Custody, people: ReadonlyMap<string, Person>): string {
  const name = [...people.values()].find((person) => person.id === custody.personId)?.name ?? 'Somebody';
  const end = custody.validTo === null ? 'on' : `until ${sayDay(custody.validTo)}`;
  return `${name} holds ${custody.serialNumber} from ${sayDay(custody.validFrom)} ${end}.`;
}
