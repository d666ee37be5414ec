import { z } from 'zod';
import { sayDay } from '#lib/domain/instant';
import type { Person } from '#lib/domain/person';
import { addPerson, listPeople, updatePerson } from '#lib/store/people';
import { transact, type WriteStore } from '#lib/store/write-store';
import type { CommandContext } from './command-context.ts';
import { type ImportResult, requireNoErrors, resultOf } from './import-result.ts';
import { type CsvRow, type LineError, parseCsv, parseWhen } from './parse-csv.ts';

export const peopleColumns = ['name', 'email', 'left_at'] as const;

const email = z.email().max(320);

interface GivenPerson {
  readonly name: string;
  readonly email: string;
  readonly leftAt: number | null;
}

/**
 * People from CSV, all or nothing. Somebody whose e-mail address is recorded already is brought up to date, so that a file can be sent twice.
 * @param preview changes nothing and says what would change, and which lines cannot be used
 */
export async function importPeople(
  context: CommandContext,
  csv: string,
  { preview }: { preview: boolean },
): Promise<ImportResult> {
  const { rows, errors } = parseCsv(csv, peopleColumns);
  const given: GivenPerson[] = [];
  const lineOfEmail = new Map<string, number>();
  for (const row of rows) {
    const read = readPerson(row, lineOfEmail);
    if ('message' in read) errors.push(read);
    else given.push(read);
  }
  const total = rows.length + countUnread(errors, rows);
  if (!preview) requireNoErrors(total, errors);
  return transact(context.write, async (tx) => {
    const byEmail = new Map((await listPeople(tx)).map((person) => [person.email.toLowerCase(), person]));
    const changes = given
      .map((person) => ({ person, before: byEmail.get(person.email.toLowerCase()) }))
      .filter(({ person, before }) => isNews(person, before));
    if (!preview) for (const { person, before } of changes) await save(tx, context, person, before);
    return resultOf(
      total,
      given.length,
      errors,
      changes.map(({ person, before }) => sayChange(person, before)),
    );
  });
}

/** Lines that were not even rows are rows of the file all the same. */
const countUnread = (errors: readonly LineError[], rows: readonly CsvRow[]): number =>
  errors.filter((error) => !rows.some((row) => row.line === error.line)).length;

function readPerson({ line, cells }: CsvRow, lineOfEmail: Map<string, number>): GivenPerson | LineError {
  const name = cells.name ?? '';
  const address = cells.email ?? '';
  if (name === '' || name.length > 200)
    return { line, column: 'name', message: 'The name must have 1 to 200 characters.' };
  if (!email.safeParse(address).success)
    return { line, column: 'email', message: `"${address.slice(0, 80)}" is no e-mail address.` };
  const earlier = lineOfEmail.get(address.toLowerCase());
  if (earlier !== undefined) return { line, column: 'email', message: `${address} stands in line ${earlier} already.` };
  lineOfEmail.set(address.toLowerCase(), line);
  const leftAt = parseWhen(cells.left_at ?? '');
  if (leftAt === undefined)
    return {
      line,
      column: 'left_at',
      message: 'The time must look like 2026-09-01 or 2026-09-01T00:00:00Z, or be empty.',
    };
  return { name, email: address, leftAt };
}

const isNews = (person: GivenPerson, before: Person | undefined): boolean =>
  before === undefined || before.name !== person.name || before.leftAt !== person.leftAt;

async function save(
  tx: WriteStore,
  { actor, clock, newId }: CommandContext,
  person: GivenPerson,
  before: Person | undefined,
): Promise<void> {
  if (before) await updatePerson(tx, { ...person, id: before.id, email: before.email }, actor, clock());
  else await addPerson(tx, { id: newId(), ...person }, actor, clock());
}

function sayChange(person: GivenPerson, before: Person | undefined): string {
  if (!before) return `Adds ${person.name} (${person.email}).`;
  const parts = [
    before.name === person.name ? '' : `name from ${before.name} to ${person.name}`,
    before.leftAt === person.leftAt
      ? ''
      : person.leftAt === null
        ? 'no longer marked as having left'
        : `left on ${sayDay(person.leftAt)}`,
  ];
  return `Changes ${person.email}: ${parts.filter(Boolean).join(', ')}.`;
}
