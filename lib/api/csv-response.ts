/**
 * A table as a download, streamed row by row: RFC 4180, UTF-8.
 * @param name of the table, becoming `keyholder-<name>.csv`
 */
export function csvResponse(name: string, lines: AsyncIterable<string>): Response {
  const iterator = lines[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await iterator.next();
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
