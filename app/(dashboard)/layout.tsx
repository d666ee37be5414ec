import type { ReactNode } from 'react';
import { Shell } from '#components/shell/shell';
import { openShell } from './open-page.ts';

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  return <Shell frame={await openShell()}>{children}</Shell>;
}
