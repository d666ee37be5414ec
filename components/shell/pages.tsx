import type { IconName } from '#components/ui/icon';
import type { FrameView } from '#lib/present/views/common';

export interface PageEntry {
  href: string;
  name: string;
  icon: IconName;
  /** Second key after `g`. */
  key: string;
  badge?: keyof FrameView['badges'];
  badgeTone?: 'bad' | 'dim';
  /** What the badge counts: "users without MFA". */
  badgeWords?: readonly [one: string, many: string];
}

/** Every screen, grouped as the navigation shows them. */
export const pageGroups: { title: string; pages: PageEntry[] }[] = [
  {
    title: 'Answers',
    pages: [
      { href: '/', name: 'Overview', icon: 'overview', key: 'o' },
      {
        href: '/users',
        name: 'Users',
        icon: 'users',
        key: 'u',
        badge: 'users',
        badgeTone: 'bad',
        badgeWords: ['user without MFA', 'users without MFA'],
      },
      {
        href: '/root',
        name: 'Root',
        icon: 'root',
        key: 'r',
        badge: 'root',
        badgeTone: 'bad',
        badgeWords: ['root user uncovered', 'root users uncovered'],
      },
      { href: '/logins', name: 'Logins', icon: 'logins', key: 'l' },
      {
        href: '/shared',
        name: 'Shared accounts',
        icon: 'shared',
        key: 's',
        badge: 'shared',
        badgeTone: 'dim',
        badgeWords: ['login not attributed', 'logins not attributed'],
      },
    ],
  },
  {
    title: 'Source',
    pages: [
      {
        href: '/collections',
        name: 'Collections',
        icon: 'collections',
        key: 'n',
        badge: 'collections',
        badgeTone: 'dim',
        badgeWords: ['source could not be read', 'sources could not be read'],
      },
      { href: '/settings', name: 'Settings', icon: 'settings', key: ',' },
    ],
  },
];

export const allPages: PageEntry[] = pageGroups.flatMap((group) => group.pages);

/** The scope chosen in the URL goes along from page to page. */
export function withScope(href: string, params: URLSearchParams): string {
  const kept = new URLSearchParams();
  for (const name of ['boundary', 'accountId']) for (const value of params.getAll(name)) kept.append(name, value);
  const text = kept.toString();
  return text === '' ? href : `${href}${href.includes('?') ? '&' : '?'}${text}`;
}
