/**
 * Runs `work` for every item, at most `limit` at once, in order of the list. All are finished before it answers, also when one
 * throws; the first error is thrown then. What one item costs must not be paid by another, so `work` keeps its own failures.
 */
export async function sideBySide<T>(
  items: Iterable<T>,
  limit: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const queue = items[Symbol.iterator]();
  const errors: unknown[] = [];
  const lane = async () => {
    for (let next = queue.next(); !next.done; next = queue.next()) {
      try {
        await work(next.value);
      } catch (error) {
        errors.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: limit }, lane));
  if (errors.length > 0) throw errors[0];
}

/** One at a time, in the order of asking: for what needs memory, like sealing and projecting an account. */
export function oneAtATime(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work, work);
    last = next.catch(() => {});
    return next;
  };
}
