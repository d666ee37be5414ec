'use client';
import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { useMemo } from 'react';
import { changedQuery, type UrlChange } from './changed-query.tsx';

/**
 * What a screen shows lives in the URL.
 * `go` asks the server for the page anew (filters, sorting); Back undoes one step.
 * `mark` changes the address only (the open row), so that a scrolled table stays where it is.
 */
export function useUrl() {
  const router = useRouter();
  const pathname = usePathname();
  const params = useSearchParams();
  return useMemo(
    () => ({
      params: new URLSearchParams(params),
      go: (change: UrlChange) => router.push(`${pathname}${changedQuery(params, change)}`, { scroll: false }),
      replace: (change: UrlChange) => router.replace(`${pathname}${changedQuery(params, change)}`, { scroll: false }),
      href: (change: UrlChange) => `${pathname}${changedQuery(params, change)}`,
      mark: (change: UrlChange) => window.history.pushState(null, '', `${pathname}${changedQuery(params, change)}`),
      remark: (change: UrlChange) =>
        window.history.replaceState(null, '', `${pathname}${changedQuery(params, change)}`),
      refresh: () => router.refresh(),
    }),
    [router, pathname, params],
  );
}
