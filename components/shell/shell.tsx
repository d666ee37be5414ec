import { type ReactNode, Suspense } from 'react';
import { Toaster } from '#components/ui/toast';
import type { FrameView } from '#lib/present/views/common';
import { FrameProvider } from './frame.tsx';
import { FrameNotice } from './frame-notice.tsx';
import { Keyboard } from './keyboard.tsx';
import { Nav } from './nav.tsx';
import { Providers } from './providers.tsx';
import { RunningCollection } from './running.tsx';
import { TopBar } from './top-bar.tsx';

/** What stands around every screen. */
export function Shell({ frame, children }: { frame: FrameView; children: ReactNode }) {
  return (
    <Providers>
      <FrameProvider first={frame}>
        <a className="skip" href="#main">
          Skip to content
        </a>
        <Suspense>
          {frame.demo ? (
            <aside className="demo-ribbon" aria-label="Sample data">
              <b>Sample data:</b> nothing here is real
            </aside>
          ) : null}
          <div className="shell">
            <Nav />
            <div className="page">
              <TopBar />
              <RunningCollection />
              <main id="main" tabIndex={-1}>
                <FrameNotice />
                {children}
              </main>
            </div>
          </div>
          <Keyboard />
        </Suspense>
        <Toaster />
      </FrameProvider>
    </Providers>
  );
}
