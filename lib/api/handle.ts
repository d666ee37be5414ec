import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { z } from 'zod';
import { currentViewer, type Viewer } from '#lib/auth/current-viewer';
import { isKeyholderError, KeyholderError } from '#lib/domain/keyholder-error';
import { problemResponse } from './problem.ts';
import { readBody, readJson } from './request-body.ts';
import { requireOwnOrigin } from './request-origin.ts';
import type { Route } from './route.ts';
import { sayIssue } from './say-issue.ts';

const log = pino({ name: 'web', redact: ['*.authorization', '*.cookie'] });

export interface Handled<P, Q, B> {
  readonly viewer: Viewer;
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly request: Request;
}

/** An answer with another status than the route's usual one, or one that is no JSON (a CSV table). */
export type Answered<A> = A | { readonly status: number; readonly answer: A } | Response;

/** Next hands over `undefined` where the path has no parameters. */
type NextContext = { params: Promise<Record<string, string | string[] | undefined> | undefined> };

/**
 * The one wrapper of every route: origin, role, parameters and body in; schema-checked answer or problem+json out.
 * Unknown query parameters are refused, so that a mistyped filter never widens an answer.
 */
export function handle<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType, A extends z.ZodType>(
  route: Route<P, Q, B, A>,
  answer: (
    asked: Handled<z.output<P>, z.output<Q>, z.output<B>>,
  ) => Promise<Answered<z.input<A>>> | Answered<z.input<A>>,
): (request: Request, context: NextContext) => Promise<Response> {
  return async (request, context) => {
    const reference = randomUUID();
    try {
      if (route.method !== 'GET') {
        const publicUrl = process.env.KEYHOLDER_PUBLIC_URL ? new URL(process.env.KEYHOLDER_PUBLIC_URL) : null;
        requireOwnOrigin(request.headers, { port: Number(process.env.PORT ?? 3000), publicUrl });
      }
      const viewer = currentViewer();
      if (!viewer.roles.includes(route.role))
        throw new KeyholderError('ORIGIN_REFUSED', `This needs the role ${route.role}.`);
      const params = parse(route.params, await decodedParams(context), 'address');
      const query = parse(route.query, queryOf(new URL(request.url).searchParams, route.query), 'query');
      const body = parse(route.body, await bodyOf(request, route), 'body');
      const answered = await answer({ viewer, params, query, body, request });
      if (answered instanceof Response) return answered;
      const { status, value } = withStatus(answered, route.statuses[0] ?? 200);
      const checked = route.answer.safeParse(value);
      if (!checked.success)
        throw new Error(`${route.id} answers against its schema: ${z.prettifyError(checked.error)}`);
      return Response.json(checked.data, { status, headers: { 'Cache-Control': 'no-store' } });
    } catch (error) {
      if (!isKeyholderError(error)) log.error({ err: error, reference, route: route.id }, 'request failed');
      return problemResponse(error, reference);
    }
  };
}

function withStatus(answered: unknown, usual: number): { status: number; value: unknown } {
  if (
    typeof answered === 'object' &&
    answered !== null &&
    'status' in answered &&
    'answer' in answered &&
    typeof answered.status === 'number'
  ) {
    return { status: answered.status, value: answered.answer };
  }
  return { status: usual, value: answered };
}

async function bodyOf(request: Request, route: Route): Promise<unknown> {
  if (route.method === 'GET') return undefined;
  return route.csv ? readBody(request, 'text/csv') : readJson(request);
}

async function decodedParams(context: NextContext): Promise<Record<string, string>> {
  const given = Object.entries((await context.params) ?? {}).map(([name, value]) => [name, decode(String(value))]);
  return Object.fromEntries(given);
}

/** Next hands over path segments as they were sent. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new KeyholderError('INPUT_INVALID', 'The address is not well-formed.');
  }
}

/** Repeated parameters become lists where the schema has one; a parameter given twice elsewhere is an error, not a guess. */
function queryOf(given: URLSearchParams, schema: z.ZodObject): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const name of new Set(given.keys())) {
    // `status=` is how a form sends a filter that is not set.
    const values = given.getAll(name).filter((value) => value !== '');
    const field = Object.hasOwn(schema.shape, name) ? schema.shape[name] : undefined;
    if (field === undefined)
      throw new KeyholderError('INPUT_INVALID', `There is no parameter "${name.slice(0, 50)}" here.`);
    if (values.length === 0) continue;
    result[name] = isList(field) ? values : values.length === 1 ? values[0] : values;
  }
  return result;
}

function isList(field: unknown): boolean {
  if (field instanceof z.ZodOptional || field instanceof z.ZodDefault) return isList(field.unwrap());
  return field instanceof z.ZodArray;
}

function parse<S extends z.ZodType>(schema: S, value: unknown, where: string): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.slice(0, 20).map(sayIssue);
  const first = fields[0];
  const named = first?.field ? `"${first.field}": ${first.message}` : (first?.message ?? 'not as expected');
  throw new KeyholderError('INPUT_INVALID', `The ${where} cannot be used. ${named}.`.replace(/\.\.$/, '.'), { fields });
}
