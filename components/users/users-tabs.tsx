import Link from 'next/link';
import { withScope } from '#components/shell/pages';

const tabs = [
  { href: '/users', name: 'All users' },
  { href: '/users/fix', name: 'Fix one by one' },
  { href: '/users/left-over', name: 'Left over' },
] as const;

/** What belongs to Users: the table, the list to work through, and what nobody uses any more. */
export function UsersTabs({ current, params }: { current: (typeof tabs)[number]['href']; params: URLSearchParams }) {
  return (
    <div className="pb-3">
      <nav className="seg" aria-label="Users">
        {tabs.map(({ href, name }) => (
          <Link
            key={href}
            href={withScope(href, params)}
            aria-current={href === current ? 'page' : undefined}
            prefetch={false}
          >
            {name}
          </Link>
        ))}
      </nav>
    </div>
  );
}
