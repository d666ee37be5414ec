import { notFound, problemResponse } from '#lib/api/problem';

/** What is in no row of the table of routes is a problem document too, not a page. */
const missing = (): Response => problemResponse(notFound('such resource; see /api/v1/openapi.json'), '');

export const GET = missing;
export const POST = missing;
