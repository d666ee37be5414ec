/** PostgreSQL takes no index entry beyond 2,700 bytes; names, addresses and ids are far shorter than this, hostile text need not be. */
const longest = 600;

/** What a search box finds a row by: lower-cased parts with line feeds between them, so that no match spans two parts. */
export const searchText = (parts: readonly (string | null)[]): string =>
  parts
    .filter((part) => part !== null && part !== '')
    .join('\n')
    .toLowerCase()
    .slice(0, longest);
