'use client';
import { PageError } from '#components/ui/page-error';

export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <main id="main" className="alone">
      <PageError reference={error.digest ?? null} onRetry={reset} />
    </main>
  );
}
