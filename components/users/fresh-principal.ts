'use client';
import { type InfiniteData, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { getJson } from '#components/ui/api';
import type { ListView } from '#lib/present/views/common';
import type { PrincipalDetailView, PrincipalView } from '#lib/present/views/principals';

/** Puts a principal as it is now into the drawer and into every list that shows it; `again` asks for it first. */
export function useFreshPrincipal() {
  const client = useQueryClient();
  const put = useCallback(
    (fresh: PrincipalDetailView) => {
      client.setQueryData(['principal', fresh.id], fresh);
      client.setQueriesData<InfiniteData<ListView<PrincipalView>>>(
        { queryKey: ['list', '/api/v1/principals'] },
        (held) => (held ? { ...held, pages: held.pages.map((page) => replaced(page, fresh)) } : held),
      );
    },
    [client],
  );
  const again = useCallback(
    async (id: string) => put(await getJson<PrincipalDetailView>(`/api/v1/principals/${encodeURIComponent(id)}`)),
    [put],
  );
  return { put, again };
}

const replaced = (page: ListView<PrincipalView>, fresh: PrincipalView): ListView<PrincipalView> => ({
  ...page,
  items: page.items.map((item) => (item.id === fresh.id ? fresh : item)),
});
