import type { Metadata } from 'next';
import Link from 'next/link';
import { Empty } from '#components/ui/empty';

export const metadata: Metadata = { title: 'Not found' };

export default function NotFound() {
  return (
    <main id="main" className="alone">
      <h1 className="sr">Not found</h1>
      <Empty
        reason="none-found"
        title="There is no such page"
        action={
          <Link className="btn" href="/">
            Go to the overview
          </Link>
        }
      >
        The address may be old or mistyped.
      </Empty>
    </main>
  );
}
