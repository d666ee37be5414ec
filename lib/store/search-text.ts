/** What a search box finds a row by: lower-cased parts with line feeds between them, so that no match spans two parts. */
export const searchText = (parts: readonly (string | null)[]): string =>
  parts
    .filter((part) => part !== null && part !== '')
    .join('\n')
    .toLowerCase();
