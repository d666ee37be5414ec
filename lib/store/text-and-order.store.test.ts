import { expect, it } from 'vitest';
import { everything } from '#lib/domain/actor';
import { addBoundary, listBoundaries } from './boundaries.ts';
import { addPerson, findPersonByEmail, listPeople } from './people.ts';
import { describeOnEngines } from './test-store.ts';
import { listUnreadable, putUnreadable } from './unreadable-records.ts';

const actor = { id: 'local:tester' };

/** Text that databases, terminals and browsers have stumbled over. */
const hostile = [
  'a\0b',
  '\0',
  'half a pair \uD800',
  '\uDC00 the other half',
  '\uDC00\uD800',
  'escaped already \uE0000000 \uE000',
  '\uE000d800',
  'a whole pair 😀',
  '\uFEFFbyte order mark',
  "'; DROP TABLE people; --",
  '<script>alert(1)</script>',
  'line\nfeed\r\nand tab\t',
  '\u202Eright to left',
  '%_\\',
  '',
];

describeOnEngines('text', ({ open }) => {
  it('comes back exactly as it was written, whatever it is', async () => {
    const { read, write } = await open();
    for (const [i, name] of hostile.entries())
      await addPerson(write, { id: `p${i}`, name, email: `p${i}@example.com`, leftAt: null }, actor, 0);
    const people = await listPeople(read);
    expect(new Map(people.map((person) => [person.id, person.name]))).toEqual(
      new Map(hostile.map((name, i) => [`p${i}`, name])),
    );
  });

  it('is found again by what was written', async () => {
    const { read, write } = await open();
    const email = 'a\0b\uD800@example.com';
    await addPerson(write, { id: 'p', name: 'somebody', email, leftAt: null }, actor, 0);
    expect(await findPersonByEmail(read, email.toUpperCase())).toMatchObject({ id: 'p', email });
  });

  it('of a record that could not be read is kept as bytes', async () => {
    const { read, write } = await open();
    const records = hostile.map((raw, i) => ({ where: `record ${i}`, reason: `because of ${i}`, raw }));
    await putUnreadable(
      write,
      records,
      { accountId: '100000000001', source: 'console-logins', region: 'us-east-1', collectionId: null },
      1,
    );
    const kept = await listUnreadable(read, everything, { limit: 100 });
    expect(new Map(kept.map((record) => [record.where, record.raw]))).toEqual(
      new Map(records.map((record) => [record.where, record.raw])),
    );
  });

  it('is ordered by bytes, not by a language', async () => {
    const { read, write } = await open();
    const names = [
      'a',
      'B',
      'Z',
      '_',
      'ä',
      'é',
      'z',
      'A',
      'b',
      '-',
      'a b',
      'a-b',
      '1',
      '10',
      '2',
      '\u{1F600}',
      '\uFB01',
    ];
    for (const [i, name] of names.entries())
      await addBoundary(write, { id: `b${i}`, name, justification: 'test', accountIds: [] }, actor, 0);
    const listed = (await listBoundaries(read)).map((boundary) => boundary.name);
    expect(listed).toEqual([...names].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
  });

  it('and numbers, counts and bytes have the same types on both engines', async () => {
    const { read, write } = await open();
    const at = Date.UTC(2026, 10, 22, 12, 0, 0, 123);
    await addPerson(write, { id: 'p', name: 'n', email: 'e', leftAt: at }, actor, at);
    const row = await read.db
      .selectFrom('people')
      .select((eb) => [eb.fn.countAll().as('n'), eb.fn.max('left_at').as('at'), eb.fn.sum('left_at').as('sum')])
      .executeTakeFirstOrThrow();
    expect(row).toStrictEqual({ n: 1, at, sum: at });
  });
});
