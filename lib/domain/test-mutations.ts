import { type Random, seededRandom } from '#lib/demo/random';

/** Checks `count` inputs that follow from the seed. Whatever a check throws is told with what makes it again. */
export function eachMutation(
  { count, seed }: { readonly count: number; readonly seed: number },
  mutated: (random: Random, n: number) => string,
  check: (text: string) => void,
): void {
  const random = seededRandom(seed);
  for (let n = 0; n < count; n++) {
    const text = mutated(random, n);
    try {
      check(text);
    } catch (cause) {
      const said = cause instanceof Error ? cause.message : String(cause);
      throw new Error(`seed ${seed}, number ${n}: ${said}\n${JSON.stringify(text)}`, { cause });
    }
  }
}

/** One to three changes: a few characters away, a bit of noise instead or in between, a stretch twice, or the rest cut off. */
export function mutate(text: string, random: Random, noise: readonly [string, ...string[]]): string {
  let changed = text;
  for (let left = random.between(1, 3); left > 0; left--) {
    const at = random.between(0, changed.length);
    const away = random.between(0, 5);
    const kind = random.next();
    if (kind < 0.3) changed = changed.slice(0, at) + changed.slice(at + away);
    else if (kind < 0.6) changed = changed.slice(0, at) + random.pick(noise) + changed.slice(at);
    else if (kind < 0.8) changed = changed.slice(0, at) + random.pick(noise) + changed.slice(at + away);
    else if (kind < 0.9) changed = changed.slice(0, at) + changed.slice(at, at + 20).repeat(2) + changed.slice(at + 20);
    else changed = changed.slice(0, at);
  }
  return changed;
}
