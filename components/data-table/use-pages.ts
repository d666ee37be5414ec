'use client';
import { type InfiniteData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { getJson } from '#components/ui/api';
import type { ListView } from '#lib/present/views/common';

const start: string | null = null;

/**
 * The server's first page and, on request, those after it, from the API that returns the same type.
 * Nothing is asked again by itself. When the server hands over a newer first page while several are loaded, they stay,
 * and `newer` offers the change: nobody loses their place in a long table.
 */
export function usePages<Row>(endpoint: string, query: string, first: ListView<Row>) {
  const client = useQueryClient();
  const [newer, setNewer] = useState<ListView<Row> | null>(null);
  const handed = useRef(first);
  const list = useInfiniteQuery({
    queryKey: ['list', endpoint, query],
    queryFn: ({ pageParam, signal }) => getJson<ListView<Row>>(pageAddress(endpoint, query, pageParam), signal),
    initialPageParam: start,
    getNextPageParam: (last) => last.nextCursor,
    initialData: { pages: [first], pageParams: [start] },
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });

  useEffect(() => {
    if (handed.current === first) return;
    handed.current = first;
    const key = ['list', endpoint, query];
    const held = client.getQueryData<InfiniteData<ListView<Row>, string | null>>(key);
    if (!held || held.pages.length <= 1) {
      client.setQueryData(key, { pages: [first], pageParams: [start] });
      setNewer(null);
    } else if (JSON.stringify(held.pages[0]) !== JSON.stringify(first)) setNewer(first);
  }, [first, client, endpoint, query]);

  const showNewer = () => {
    if (newer) client.setQueryData(['list', endpoint, query], { pages: [newer], pageParams: [start] });
    setNewer(null);
  };
  return { list, pages: list.data.pages, newer: newer !== null, showNewer };
}

function pageAddress(endpoint: string, query: string, cursor: string | null): string {
  const params = new URLSearchParams(query);
  if (cursor !== null) params.set('cursor', cursor);
  return `${endpoint}?${params}`;
}
