'use client';
import { Empty } from './empty.tsx';

/** The fourth reason for an empty page: our own fault. The reference number is also in the server's log. */
export function PageError({ reference, onRetry }: { reference: string | null; onRetry: () => void }) {
  return (
    <div role="alert">
      <h1 className="sr">This page could not be built</h1>
      <Empty
        reason="not-built"
        action={
          <button type="button" className="btn" onClick={onRetry}>
            Try again
          </button>
        }
      >
        Nothing was lost: what was collected is kept. The cause is in the log of the Keyholder server
        {reference ? `, under reference ${reference}` : ''}.
      </Empty>
    </div>
  );
}
