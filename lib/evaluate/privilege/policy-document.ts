/**
 * Policy documents by IAM's JSON policy grammar. What is not written by it is kept as unreadable, with a reason: AWS would not have
 * accepted it, so it says nothing, neither for nor against.
 */

export interface ConditionTest {
  /** `StringLike`, without `IfExists` and without a set qualifier. */
  readonly operator: string;
  readonly ifExists: boolean;
  /** `ForAnyValue`, `ForAllValues`, or null. */
  readonly qualifier: string | null;
  readonly key: string;
  readonly values: readonly string[];
}

/** A list, or everything but a list (`NotAction`, `NotResource`, `NotPrincipal`). */
export interface Listed {
  readonly not: boolean;
  readonly values: readonly string[];
}

export interface PolicyStatement {
  readonly sid: string | null;
  /** From 1, as a reader counts. */
  readonly number: number;
  readonly effect: 'Allow' | 'Deny';
  readonly actions: Listed;
  /** Null in a trust policy. */
  readonly resources: Listed | null;
  /** AWS principals of a trust policy; other kinds (services, federated) are no IAM users or roles. Null in identity policies. */
  readonly principals: Listed | null;
  readonly conditions: readonly ConditionTest[];
}

export interface PolicyDocument {
  /** Version 2012-10-17 and later know policy variables; documents without a version are of 2008-10-17. */
  readonly hasVariables: boolean;
  readonly statements: readonly PolicyStatement[];
  /** Why all or part of it could not be read; null when it was read whole. */
  readonly unreadable: string | null;
}

export type DocumentKind = 'identity' | 'trust';

const unreadable = (reason: string): PolicyDocument => ({ hasVariables: false, statements: [], unreadable: reason });

/** Never throws. */
export function readPolicyDocument(text: string, kind: DocumentKind): PolicyDocument {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return unreadable('it is not JSON');
  }
  if (!isObject(json)) return unreadable('it is not an object');
  const { Version, Statement } = json;
  if (Version !== undefined && Version !== '2012-10-17' && Version !== '2008-10-17') return unreadable('its Version');
  const entries: readonly unknown[] = Array.isArray(Statement) ? Statement : [Statement];
  const statements: PolicyStatement[] = [];
  let reason: string | null = null;
  entries.forEach((entry, index) => {
    const read = readStatement(entry, index + 1, kind);
    if (typeof read === 'string') reason ??= `statement ${index + 1}: ${read}`;
    else statements.push(read);
  });
  return { hasVariables: Version === '2012-10-17', statements, unreadable: reason };
}

const elements = new Set([
  'Sid',
  'Effect',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Principal',
  'NotPrincipal',
  'Condition',
]);

/** The statement, or which of its elements is not as it should be. */
function readStatement(entry: unknown, number: number, kind: DocumentKind): PolicyStatement | string {
  if (!isObject(entry)) return 'it is not an object';
  const strange = Object.keys(entry).find((key) => !elements.has(key));
  if (strange !== undefined) return `the element ${strange.slice(0, 40)}`;
  const { Sid, Effect } = entry;
  if (Sid !== undefined && typeof Sid !== 'string') return 'Sid';
  if (Effect !== 'Allow' && Effect !== 'Deny') return 'Effect';
  const actions = readListed(entry, 'Action', 'NotAction');
  if (actions === null || !actions.values.every((value) => value === '*' || value.includes(':'))) return 'Action';
  const conditions = readConditions(entry.Condition);
  if (conditions === null) return 'Condition';
  const common = { sid: Sid ? Sid : null, number, effect: Effect, actions, conditions } as const;
  if (kind === 'identity') {
    const resources = readListed(entry, 'Resource', 'NotResource');
    return resources === null ? 'Resource' : { ...common, resources, principals: null };
  }
  const principals = readPrincipals(entry);
  return principals === null ? 'Principal' : { ...common, resources: null, principals };
}

function readListed(entry: JsonObject, name: string, not: string): Listed | null {
  if ((entry[name] === undefined) === (entry[not] === undefined)) return null;
  const values = strings(entry[name] ?? entry[not]);
  return values === null || values.length === 0 ? null : { not: entry[name] === undefined, values };
}

/** `"*"`, or an object of lists by kind. Services and identity providers are read over. */
function readPrincipals(entry: JsonObject): Listed | null {
  const given = entry.Principal ?? entry.NotPrincipal;
  if ((entry.Principal === undefined) === (entry.NotPrincipal === undefined)) return null;
  const not = entry.Principal === undefined;
  if (given === '*') return { not, values: ['*'] };
  if (!isObject(given)) return null;
  const kinds = Object.entries(given);
  if (kinds.length === 0 || kinds.some(([, value]) => strings(value) === null)) return null;
  return { not, values: given.AWS === undefined ? [] : (strings(given.AWS) ?? []) };
}

function readConditions(given: unknown): ConditionTest[] | null {
  if (given === undefined) return [];
  if (!isObject(given)) return null;
  const tests: ConditionTest[] = [];
  for (const [name, keys] of Object.entries(given)) {
    const form = /^(?:(ForAnyValue|ForAllValues):)?([A-Za-z]+?)(IfExists)?$/i.exec(name);
    if (form?.[2] === undefined || !isObject(keys)) return null;
    for (const [key, value] of Object.entries(keys)) {
      const values = scalars(value);
      if (values === null) return null;
      tests.push({ operator: form[2], ifExists: form[3] !== undefined, qualifier: form[1] ?? null, key, values });
    }
  }
  return tests;
}

type JsonObject = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function strings(value: unknown): string[] | null {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  const texts = list.filter((one) => typeof one === 'string');
  return texts.length === list.length ? texts : null;
}

/** Condition values may be written as JSON booleans and numbers. */
function scalars(value: unknown): string[] | null {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  const texts = list.flatMap((one) =>
    typeof one === 'string' || typeof one === 'boolean' || typeof one === 'number' ? [String(one)] : [],
  );
  return texts.length === list.length ? texts : null;
}
