'use client';
import { Notice } from '#components/ui/notice';
import { useFrame } from './frame.tsx';

/** No credentials, no worker, nothing collected yet: said above every screen, once. */
export function FrameNotice() {
  const { notice } = useFrame();
  if (!notice) return null;
  return (
    <div className="frame-notice">
      <Notice tone={notice.tone} title={notice.title}>
        {notice.text}
      </Notice>
    </div>
  );
}
