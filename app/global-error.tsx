'use client';
import './globals.css';
import { PageError } from '#components/ui/page-error';

/** Stands in for the root layout when that itself fails. */
export default function GlobalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>This page could not be built · Keyholder</title>
        <main id="main" className="alone">
          <PageError reference={error.digest ?? null} onRetry={reset} />
        </main>
      </body>
    </html>
  );
}
