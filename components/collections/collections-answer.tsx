import { sayCount, sayNumber } from '#components/ui/count';
import { Rest } from '#components/ui/page-head';
import type { FrameView } from '#lib/present/views/common';

/** `6 of 130 sources could not be read: 5 denied, 1 failed.` */
export function CollectionsAnswer({ sources, running }: { sources: FrameView['sources']; running: boolean }) {
  const { of, denied, failed } = sources;
  const missing = denied + failed;
  if (of === 0) return running ? 'The first collection is running.' : 'Nothing has been read from AWS yet.';
  if (missing === 0)
    return (
      <>
        All {sayCount(of, 'source')} could be read. <Rest>{running ? 'They are being read again now.' : null}</Rest>
      </>
    );
  const kinds = [denied > 0 ? `${sayNumber(denied)} denied` : '', failed > 0 ? `${sayNumber(failed)} failed` : ''];
  return (
    <>
      <a href="#matrix">
        {sayNumber(missing)} of {sayCount(of, 'source')}
      </a>{' '}
      could not be read: {kinds.filter(Boolean).join(', ')}.{' '}
      <Rest>{running ? 'They are being read again now.' : 'What rests on them is undetermined.'}</Rest>
    </>
  );
}
