import type { Instant } from '#lib/domain/instant';
import { addPerson } from '#lib/store/people';
import type { CommandContext } from './command-context.ts';

/** Adds a person who may hold devices. @throws KeyholderError CONFLICT when somebody has that e-mail address already */
export async function createPerson(
  { write, actor, clock, newId }: CommandContext,
  given: { name: string; email: string; leftAt: Instant | null },
): Promise<{ id: string }> {
  const id = newId();
  await addPerson(write, { id, ...given }, actor, clock());
  return { id };
}
