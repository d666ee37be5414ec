/** IAM's wildcards: `*` for any run of characters, `?` for any one; and whether several of them have a text in common. */

const any = -1;
const one = -2;
/** Any run of characters without a colon. */
const part = -3;

/** Character codes, `any`, `one` and `part`. */
export interface Wildcard {
  readonly tokens: readonly number[];
}

const star = '*'.charCodeAt(0);
const question = '?'.charCodeAt(0);
const colon = ':'.charCodeAt(0);

/** @param parts text with wildcards, and text to be taken as it is, as policy variables are */
export function wildcard(...parts: readonly (string | { readonly literal: string })[]): Wildcard {
  const tokens: number[] = [];
  for (const part of parts) {
    const text = typeof part === 'string' ? part : part.literal;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (typeof part === 'string' && code === star) {
        if (tokens.at(-1) !== any) tokens.push(any);
      } else tokens.push(typeof part === 'string' && code === question ? one : code);
    }
  }
  return { tokens };
}

/** A wildcard ARN whose `*` do not reach beyond their part of it, as no resource's name holds a colon. */
export const arnWildcard = (text: string): Wildcard => ({
  tokens: wildcard(text).tokens.map((token) => (token === any ? part : token)),
});

export const literal = (text: string): Wildcard => wildcard({ literal: text });

export const isEverything = ({ tokens }: Wildcard): boolean => tokens.length === 1 && tokens[0] === any;

/** Linear in the text for each `*`: the last one seen is where matching goes on after a mismatch. */
export function matches({ tokens }: Wildcard, text: string): boolean {
  let t = 0;
  let at = 0;
  let lastStar = -1;
  let resume = 0;
  while (at < text.length) {
    const token = tokens[t];
    if (token === any) {
      lastStar = t++;
      resume = at;
    } else if (token !== undefined && (token === one || token === text.charCodeAt(at))) {
      t++;
      at++;
    } else if (lastStar >= 0) {
      t = lastStar + 1;
      at = ++resume;
    } else return false;
  }
  while (tokens[t] === any) t++;
  return t === tokens.length;
}

/** Beyond this many steps of the search it is given up. Policies that people write take some dozens. */
const mostSteps = 2_000;

/**
 * Whether there is a text that matches every one of `all` and none of `none`.
 * True also where that could not be found out in reasonable time (patterns made to be hard): privilege is rather over- than understated.
 */
export function haveCommonText(all: readonly Wildcard[], none: readonly Wildcard[]): boolean {
  if (none.some(isEverything)) return false;
  const narrow = all.filter((pattern) => !isEverything(pattern));
  if (none.length === 0 && narrow.length <= 1) return true;
  if (haveDifferentBeginnings(narrow)) return false;
  const patterns = [...narrow, ...none];
  const other = unusedCode(patterns);
  const begin = patterns.map((pattern) => closure(pattern, [0]));
  const waiting = [begin];
  const seen = new Set([keyOf(begin)]);
  for (let state = waiting.pop(); state !== undefined; state = waiting.pop()) {
    const forced = forcedCode(patterns, state, narrow.length);
    if (patterns.every((pattern, i) => accepts(pattern, state[i]) === i < narrow.length)) return true;
    if (seen.size > mostSteps) return true;
    for (const code of forced === null ? nextCodes(patterns, state, other) : [forced]) {
      const next = patterns.map((pattern, i) => step(pattern, state[i], code));
      if (next.some((positions, i) => i < narrow.length && positions.length === 0)) continue;
      if (forced === null) {
        const key = keyOf(next);
        if (seen.has(key)) continue;
        seen.add(key);
      }
      waiting.push(next);
    }
  }
  return false;
}

/** The common case of no answer, without a search: `arn:aws:s3:::…` and `arn:aws:iam::…`. */
function haveDifferentBeginnings([first, ...others]: readonly Wildcard[]): boolean {
  if (first === undefined) return false;
  return others.some(({ tokens }) => {
    for (let i = 0; i < tokens.length; i++) {
      const [a, b] = [first.tokens[i], tokens[i]];
      if (a === undefined || b === undefined || a < 0 || b < 0) return false;
      if (a !== b) return true;
    }
    return false;
  });
}

type Positions = readonly number[];

const keyOf = (state: readonly Positions[]): string => state.map((positions) => positions.join(',')).join(';');

const accepts = ({ tokens }: Wildcard, positions: Positions = []): boolean => positions.includes(tokens.length);

/** Where one of the patterns that must match allows a single character next. It then goes on for certain, so no circle can come of it. */
function forcedCode(patterns: readonly Wildcard[], state: readonly Positions[], must: number): number | null {
  for (let i = 0; i < must; i++) {
    const positions = state[i];
    if (positions?.length !== 1 || positions[0] === undefined) continue;
    const token = patterns[i]?.tokens[positions[0]];
    if (token !== undefined && token >= 0) return token;
  }
  return null;
}

/** Positions reachable without reading. What lies before the last `*` reached can do no more than that `*` can. */
function closure({ tokens }: Wildcard, positions: Positions): Positions {
  const open: number[] = [];
  let from = 0;
  for (const p of positions) {
    if (open.at(-1) !== p) open.push(p);
    const token = tokens[p];
    if (token !== any && token !== part) continue;
    if (token === any) from = open.length - 1;
    open.push(p + 1);
  }
  return from === 0 ? open : open.slice(from);
}

/** @param positions ascending, as is the answer */
function step(pattern: Wildcard, positions: Positions = [], code: number): Positions {
  const next: number[] = [];
  for (const p of positions) {
    const token = pattern.tokens[p];
    const to = token === any || (token === part && code !== colon) ? p : token === one || token === code ? p + 1 : null;
    if (to !== null && next.at(-1) !== to) next.push(to);
  }
  return next.length === 0 ? next : closure(pattern, next);
}

/** Characters that make a difference here, and one that stands for all others; the search takes the last one first. */
function nextCodes(patterns: readonly Wildcard[], state: readonly Positions[], other: number): Iterable<number> {
  const codes = new Set([other]);
  for (let i = patterns.length - 1; i >= 0; i--) {
    for (const p of state[i] ?? []) {
      const token = patterns[i]?.tokens[p];
      if (token !== undefined && token >= 0) codes.add(token);
    }
  }
  return codes;
}

function unusedCode(patterns: readonly Wildcard[]): number {
  let highest = colon;
  for (const { tokens } of patterns) for (const token of tokens) if (token > highest) highest = token;
  return highest + 1;
}
