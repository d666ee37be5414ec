'use client';
import { PageError } from '#components/ui/page-error';

/** Keeps the shell, so that the other screens stay within reach. */
export default function DashboardError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return <PageError reference={error.digest ?? null} onRetry={reset} />;
}
