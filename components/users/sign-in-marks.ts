import type { LoginView } from '#lib/present/views/logins';

/** Width of the drawer's plot and of a mark: what would touch is stacked. The plot is narrower on a phone, where marks may overlap. */
const plotWidth = 560;
const markWidth = 8;
const highest = 4;

export interface PlacedSignIn {
  login: LoginView;
  /** 0–100, from left to right. */
  share: number;
  /** 0 on the line, up to 4. */
  level: number;
}

/** Where each sign-in lies in the window; those that would touch stack upwards. */
export function placeSignIns(logins: readonly LoginView[], window: { from: number; to: number }): PlacedSignIn[] {
  const ends: number[] = [];
  return [...logins]
    .sort((a, b) => (a.time < b.time ? -1 : 1))
    .map((login) => {
      const share = ((Date.parse(login.time) - window.from) / (window.to - window.from)) * 100;
      const at = (share / 100) * plotWidth;
      const free = ends.findIndex((end) => end <= at);
      const level = free >= 0 ? free : Math.min(ends.length, highest);
      ends[level] = at + markWidth;
      return { login, share: Math.round(share * 100) / 100, level };
    });
}
