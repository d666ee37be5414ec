/** A viewer's own settings: kept in cookies, so that the server renders the first page with them, and on `<html>` as data attributes. */

export const preferences = {
  theme: ['system', 'light', 'dark'],
  density: ['default', 'compact', 'relaxed'],
  times: ['utc', 'local'],
} as const;

export type PreferenceName = keyof typeof preferences;

const changed = 'keyholder-preference';

/** The value on `<html>`, or the first of the list. Browser only. */
export function readPreference(name: PreferenceName): string {
  return document.documentElement.dataset[name] ?? preferences[name][0];
}

/** Applies a value at once and keeps it for a year. Browser only. */
export function writePreference(name: PreferenceName, value: string): void {
  if (value === preferences[name][0]) delete document.documentElement.dataset[name];
  else document.documentElement.dataset[name] = value;
  // biome: the Cookie Store API is not in every browser we serve.
  Reflect.set(document, 'cookie', `${name}=${value}; path=/; max-age=31536000; samesite=lax`);
  window.dispatchEvent(new Event(changed));
}

export function watchPreference(listener: () => void): () => void {
  window.addEventListener(changed, listener);
  return () => window.removeEventListener(changed, listener);
}

/** What the root layout puts on `<html>`: nothing for the default or for a value we do not know. */
export function preferenceAttribute(name: PreferenceName, cookie: string | undefined): string | undefined {
  const known: readonly string[] = preferences[name];
  return cookie !== undefined && cookie !== known[0] && known.includes(cookie) ? cookie : undefined;
}
