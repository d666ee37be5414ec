import { z } from 'zod';
import type { Role } from '#lib/auth/current-viewer';

/** One operation of the API: all that the wrapper enforces and the OpenAPI document says. */
export interface Route<
  Params extends z.ZodObject = z.ZodObject,
  Query extends z.ZodObject = z.ZodObject,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
> {
  readonly id: string;
  readonly method: 'GET' | 'POST';
  /** As in the OpenAPI document: `/principals/{id}`, under /api/v1. */
  readonly path: string;
  readonly summary: string;
  /** The least role that may use it. */
  readonly role: Role;
  readonly params: Params;
  readonly query: Query;
  /** `nothing` for reads. With `csv` the body is text/csv, otherwise JSON. */
  readonly body: Body;
  readonly csv?: boolean;
  readonly answer: Answer;
  /** Statuses of success, the first being the usual one. */
  readonly statuses: readonly number[];
  /** True when `format=csv` gives the same rows as a table. */
  readonly table?: boolean;
}

/** The body of a read. */
export const nothing = z.undefined();
/** The parameters of a path without any. */
export const noParams = z.object({});

/** Keeps the inferred schema types of a route. */
export function route<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType, A extends z.ZodType>(
  definition: Route<P, Q, B, A>,
): Route<P, Q, B, A> {
  return definition;
}
