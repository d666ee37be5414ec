/**
 * A table as a download, streamed page by page: RFC 4180, UTF-8. The first page is read before the answer begins, so that a filter the
 * list refuses is still answered as a problem, not as a broken download.
 * @param name of the table, becoming `keyholder-<name>.csv`
 */
export async function csvResponse(name: string, lines: AsyncIterable<string>): Promise<Response> {
  const iterator = lines[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  let first: IteratorResult<string> | null = await iterator.next();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = first ?? (await iterator.next());
      first = null;
      if (next.done) controller.close();
      else controller.enqueue(encoder.encode(next.value));
    },
    async cancel() {
      await iterator.return?.();
    },
  });
  return new Response(body, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8; header=present',
      'Content-Disposition': `attachment; filename="keyholder-${name}.csv"`,
      'Cache-Control': 'no-store',
    },
  });
}
