import 'server-only';
import { connection } from 'next/server';
import { cache } from 'react';
import { z } from 'zod';
import { currentViewer } from '#lib/auth/current-viewer';
import { narrowScope, type Scope } from '#lib/domain/actor';
import { type Instant, type IsoInstant, toIso } from '#lib/domain/instant';
import { isKeyholderError, KeyholderError } from '#lib/domain/keyholder-error';
import { presentStore } from '#lib/present/door';
import { getFrame } from '#lib/present/frame';
import type { FrameView } from '#lib/present/views/common';

type ReadStore = Awaited<ReturnType<typeof presentStore>>;

/** What Next hands to a page as `searchParams`. */
export type SearchParams = Promise<Record<string, string | string[] | undefined>>;

/** Everything a page needs before it asks for its own facts. */
export interface OpenPage {
  read: ReadStore;
  /** The viewer's accounts, narrowed to the `accountId`s in the URL. The boundary goes along as `boundary` in each query. */
  scope: Scope;
  boundary: string | null;
  now: Instant;
  nowIso: IsoInstant;
  frame: FrameView;
  /** The page's own address, as the browser has it. */
  params: URLSearchParams;
}

/** One frame per request and scope, shared by the layout and the page. */
const frameOf = cache(
  async (boundary: string | null, accountIds: string): Promise<{ frame: FrameView; now: Instant }> => {
    const viewer = currentViewer();
    const now = Date.now();
    const query = { boundary, accountId: accountIds === '' ? [] : accountIds.split(',') };
    const setting = { demo: process.env.KEYHOLDER_DEMO === '1', viewer: viewer.actor.id.replace(/^local:/, '') };
    return { frame: await getFrame(await presentStore(), viewer.scope, query, now, setting), now };
  },
);

/** The frame around every screen, before any page has said which boundary is chosen. */
export async function openShell(): Promise<FrameView> {
  await connection();
  return (await frameOf(null, '')).frame;
}

/**
 * Reads boundary, accounts and the clock, once per page.
 * @throws KeyholderError NOT_FOUND for a boundary that does not exist, INPUT_INVALID for an account id that is none
 */
export async function openPage(searchParams: SearchParams): Promise<OpenPage> {
  await connection();
  const params = toUrlParams(await searchParams);
  const boundary = params.get('boundary');
  const accountIds = params.getAll('accountId');
  if (!accountIds.every((id) => /^\d{12}$/.test(id)))
    throw new KeyholderError('INPUT_INVALID', 'The address names an account that is none: account ids have 12 digits.');
  const { frame, now } = await frameOf(boundary, accountIds.join(','));
  const scope = narrowScope(currentViewer().scope, accountIds.length > 0 ? accountIds : null);
  return { read: await presentStore(), scope, boundary, now, nowIso: toIso(now), frame, params };
}

/**
 * The page's filters by the API's own schema: the screen and the API cannot mean different things by one address.
 * Parameters the schema does not know (`row`) are the screen's own and left out.
 * @throws KeyholderError INPUT_INVALID naming the parameter
 */
export function readQuery<S extends z.ZodObject>(schema: S, params: URLSearchParams): z.output<S> {
  const given: Record<string, unknown> = {};
  for (const name of namesIn(schema, params)) {
    const values = params.getAll(name);
    given[name] = isList(schema.shape[name]) ? values : values[0];
  }
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const name = String(parsed.error.issues[0]?.path[0]);
  throw new KeyholderError(
    'INPUT_INVALID',
    `"${params.getAll(name).join(', ').slice(0, 80)}" is no value of "${name}". The address may be mistyped.`,
  );
}

/** The same filters as query text for the API: for further pages and for CSV. */
export function apiQuery(schema: z.ZodObject, params: URLSearchParams, fixed: Record<string, string> = {}): string {
  const query = new URLSearchParams(fixed);
  for (const name of namesIn(schema, params)) {
    if (name in fixed) continue;
    for (const value of params.getAll(name)) query.append(name, value);
  }
  return query.toString();
}

/** A refusal the viewer can do something about, as its sentence; anything else goes on to the error page. */
export async function orRefusal<T>(ask: () => Promise<T>): Promise<{ page: T } | { refusal: string }> {
  try {
    return { page: await ask() };
  } catch (error) {
    if (isKeyholderError(error) && (error.code === 'INPUT_INVALID' || error.code === 'NOT_FOUND'))
      return { refusal: error.message };
    throw error;
  }
}

/** Paging is the API's: a page always begins at the beginning. */
const notForPages = new Set(['cursor', 'format', 'limit']);

function namesIn(schema: z.ZodObject, params: URLSearchParams): string[] {
  return [...new Set(params.keys())].filter((name) => name in schema.shape && !notForPages.has(name));
}

function isList(field: unknown): boolean {
  if (field instanceof z.ZodOptional || field instanceof z.ZodDefault) return isList(field.unwrap());
  return field instanceof z.ZodArray;
}

function toUrlParams(given: Awaited<SearchParams>): URLSearchParams {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(given))
    for (const one of value === undefined ? [] : [value].flat()) params.append(name, one);
  return params;
}
