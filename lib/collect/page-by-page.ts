import type { Answered } from '#lib/aws/account-aws';
import { AwsFailure } from '#lib/aws/aws-failure';
import type { Chunk } from './source.ts';

/** The most entries IAM gives on one page (IAM API Reference, MaxItems); it may give fewer. */
export const maxItems = 1000;

/**
 * All pages of an IAM list, by its Marker.
 * @throws AwsFailure `bad-answer` when AWS announces a further page without saying where it begins, or repeats one: a list that
 * cannot be read to its end is not a list.
 */
export async function* pageByPage<Page extends { IsTruncated?: boolean | undefined; Marker?: string | undefined }>(
  action: string,
  ask: (marker: string | undefined) => Promise<Answered<Page>>,
): AsyncGenerator<Answered<Page>> {
  let marker: string | undefined;
  for (;;) {
    const page = await ask(marker);
    const next = page.answer.Marker;
    if (page.answer.IsTruncated && (!next || next === marker)) {
      throw new AwsFailure(
        'bad-answer',
        action,
        'EndlessPages',
        `AWS announced a further page of ${action} without saying where it begins.`,
        page.call,
      );
    }
    yield page;
    if (!page.answer.IsTruncated) return;
    marker = next;
  }
}

/** One page of a list as a chunk: one subject, answered. */
export function pageChunk<Answer>(answer: Answer, page: Pick<Answered<unknown>, 'call'>): Chunk<Answer> {
  return { answer, calls: [page.call], attempted: 1, succeeded: 1, failures: [] };
}
