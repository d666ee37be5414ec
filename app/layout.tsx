import '@fontsource-variable/inter/opsz.css';
import './globals.css';
import type { Metadata, Viewport } from 'next';
import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { preferenceAttribute } from '#components/ui/preference';

export const metadata: Metadata = {
  title: { default: 'Keyholder', template: '%s · Keyholder' },
  description: 'Who can sign in to AWS without MFA, and which device and person served each sign-in.',
};

export const viewport: Viewport = { width: 'device-width', initialScale: 1, colorScheme: 'light dark' };

/** The viewer's theme, row height and time zone come from cookies, so that the first paint is already right. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const jar = await cookies();
  const preference = (name: 'theme' | 'density' | 'times') => preferenceAttribute(name, jar.get(name)?.value);
  return (
    <html
      lang="en"
      data-theme={preference('theme')}
      data-density={preference('density')}
      data-times={preference('times')}
      suppressHydrationWarning
    >
      <body>{children}</body>
    </html>
  );
}
