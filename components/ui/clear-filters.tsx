'use client';
import { useUrl } from './use-url.tsx';

/** In the empty state of a table: takes every filter away at once. */
export function ClearFilters({ names }: { names: string[] }) {
  const url = useUrl();
  if (!names.some((name) => url.params.has(name))) return null;
  return (
    <button type="button" className="btn" onClick={() => url.go(Object.fromEntries(names.map((name) => [name, null])))}>
      Clear filters
    </button>
  );
}
