import { isAbsolute, resolve } from 'node:path';
import { z } from 'zod';
import { KeyholderError } from './domain/keyholder-error.ts';

/** `24h`, `90m`, `7d` in milliseconds; `off` is null. */
const every = z
  .string()
  .regex(/^(off|[1-9]\d{0,4}(s|m|h|d))$/, 'must be off, or a number with s, m, h or d, like 24h')
  .transform((text) => {
    if (text === 'off') return null;
    const unit = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }[text.slice(-1)] ?? 1;
    return Number(text.slice(0, -1)) * unit;
  });

const rate = z
  .string()
  .regex(/^(unlimited|\d{1,5}(\.\d{1,3})?)$/, 'must be requests a second, like 10, or unlimited')
  .transform((text) => (text === 'unlimited' ? Number.POSITIVE_INFINITY : Number(text)))
  .refine((n) => n > 0, 'must be more than 0');

const schema = z.object({
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must start with postgresql://')
    .optional(),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'must be a port number')
    .transform(Number)
    .refine((n) => n < 65_536, 'must be a port number')
    .default(3000),
  KEYHOLDER_DATA_DIR: z.string().min(1, 'must name a folder').default('./data'),
  KEYHOLDER_PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'must be an address like https://keyholder.example.org' })
    .optional(),
  KEYHOLDER_ROLE_NAME: z
    .string()
    .regex(/^[\w+=,.@/-]{1,512}$/, 'must be the name of an IAM role, not its ARN')
    .optional(),
  KEYHOLDER_EXTERNAL_ID: z
    .string()
    .regex(/^[\w+=,.@:/-]{2,1224}$/, 'must be 2 to 1224 letters, digits or any of +=,.@:/-')
    .optional(),
  KEYHOLDER_IAM_RATE: rate.default(10),
  KEYHOLDER_LOOKUP_RATE: rate.default(1),
  KEYHOLDER_COLLECT_EVERY: every.default(86_400_000),
  /** Set by the program itself: the checkout, and that this is the demo. */
  KEYHOLDER_ROOT: z.string().optional(),
  KEYHOLDER_DEMO: z.enum(['1', '']).optional(),
});

/** Names a mistyped variable is compared with. */
const known = Object.keys(schema.shape);

export interface Config {
  readonly databaseUrl: string | null;
  readonly port: number;
  /** Whether PORT was set, so that `demo` may otherwise take the next free one. */
  readonly portGiven: boolean;
  /** Absolute. */
  readonly dataDir: string;
  readonly publicUrl: URL | null;
  readonly roleName: string | null;
  readonly externalId: string | null;
  /** Requests a second per account. */
  readonly iamRate: number;
  /** LookupEvents requests a second per account and Region. */
  readonly lookupRate: number;
  /** Milliseconds between scheduled collections; null when switched off. */
  readonly collectEvery: number | null;
  readonly demo: boolean;
}

/**
 * The environment, parsed once at the start of each process.
 * @param env usually `process.env`
 * @param root folder against which a relative KEYHOLDER_DATA_DIR is made absolute: the checkout
 * @throws KeyholderError CONFIG_INVALID with one sentence naming the variable, also for a KEYHOLDER_ variable that does not exist.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>, root: string): Config {
  for (const name of Object.keys(env)) {
    if (!name.startsWith('KEYHOLDER_') || known.includes(name)) continue;
    const meant = nearest(name);
    throw new KeyholderError(
      'CONFIG_INVALID',
      `There is no setting ${name}.${meant ? ` Did you mean ${meant}?` : ''} The README lists them all.`,
    );
  }
  const given = Object.fromEntries(
    known.filter((name) => env[name] !== undefined && env[name] !== '').map((name) => [name, env[name]]),
  );
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const name = String(issue?.path[0]);
    // A database address may hold a password, so its value is never repeated.
    const shown = name === 'DATABASE_URL' ? '' : ` (it is "${env[name]}")`;
    throw new KeyholderError('CONFIG_INVALID', `${name} ${issue?.message}${shown}. Correct it and start again.`);
  }
  const e = parsed.data;
  return {
    databaseUrl: e.DATABASE_URL ?? null,
    port: e.PORT,
    portGiven: given.PORT !== undefined,
    dataDir: isAbsolute(e.KEYHOLDER_DATA_DIR) ? e.KEYHOLDER_DATA_DIR : resolve(root, e.KEYHOLDER_DATA_DIR),
    publicUrl: e.KEYHOLDER_PUBLIC_URL ? new URL(e.KEYHOLDER_PUBLIC_URL) : null,
    roleName: e.KEYHOLDER_ROLE_NAME ?? null,
    externalId: e.KEYHOLDER_EXTERNAL_ID ?? null,
    iamRate: e.KEYHOLDER_IAM_RATE,
    lookupRate: e.KEYHOLDER_LOOKUP_RATE,
    collectEvery: e.KEYHOLDER_COLLECT_EVERY,
    demo: e.KEYHOLDER_DEMO === '1',
  };
}

/** The known variable within three edits of a mistyped one. */
function nearest(name: string): string | undefined {
  return known
    .map((k) => ({ k, d: edits(k, name) }))
    .filter(({ d }) => d <= 3)
    .sort((a, b) => a.d - b.d)[0]?.k;
}

function edits(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, swap));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
