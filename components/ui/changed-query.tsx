export type UrlChange = Record<string, string | string[] | null>;

/** Query text after a change. `null` takes a parameter away; paging never survives a change of filter or sorting. */
export function changedQuery(current: URLSearchParams, change: UrlChange): string {
  const next = new URLSearchParams(current);
  next.delete('cursor');
  for (const [name, value] of Object.entries(change)) {
    next.delete(name);
    for (const one of value === null ? [] : [value].flat()) next.append(name, one);
  }
  const text = next.toString();
  return text === '' ? '' : `?${text}`;
}
