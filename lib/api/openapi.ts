import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import type { Route } from './route.ts';
import { routes } from './routes.ts';

const problem = z
  .looseObject({ type: z.string(), title: z.string(), status: z.int(), detail: z.string(), code: z.string() })
  .meta({ id: 'Problem', description: 'RFC 9457. `code` is from a closed set; `detail` says what to do.' });

const problemContent = { 'application/problem+json': { schema: problem } };

function operationOf(route: Route): ZodOpenApiOperationObject {
  const csv = route.table ? { 'text/csv': { schema: z.string() } } : {};
  const success = Object.fromEntries(
    route.statuses.map((status) => [
      String(status),
      {
        description: status === 202 ? 'Accepted; not finished yet' : 'Success',
        content: { 'application/json': { schema: route.answer }, ...csv },
      },
    ]),
  );
  const operation: ZodOpenApiOperationObject = {
    operationId: route.id,
    summary: route.summary,
    requestParams: { path: route.params, query: route.query },
    responses: {
      ...success,
      '400': { description: 'A parameter or the body cannot be used', content: problemContent },
      default: { description: 'Any other error', content: problemContent },
    },
  };
  if (route.method === 'POST') {
    operation.requestBody = {
      required: true,
      content: { [route.csv ? 'text/csv' : 'application/json']: { schema: route.body } },
    };
  }
  return operation;
}

/** The OpenAPI 3.1 document of /api/v1, made of the same table and schemas that the handlers enforce. */
export function openApiDocument(version: string): ReturnType<typeof createDocument> {
  const paths: Record<string, ZodOpenApiPathsObject[string]> = {};
  for (const route of Object.values(routes)) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operationOf(route) };
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Keyholder',
      version,
      description:
        'Who can sign in to an AWS organization without MFA, and which device and person served each sign-in. Times are RFC 3339, UTC.',
    },
    servers: [{ url: '/api/v1' }],
    paths,
  });
}
