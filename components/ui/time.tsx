'use client';
import { useSyncExternalStore } from 'react';
import { readPreference, watchPreference } from './preference.tsx';
import { sayTime, type TimeForm } from './say-time.tsx';

/** UTC, labelled, unless this viewer asked for local time; the machine-readable value is always UTC. */
export function Time({ at, form = 'page' }: { at: string; form?: TimeForm }) {
  const local = useSyncExternalStore(
    watchPreference,
    () => readPreference('times') === 'local',
    () => false,
  );
  return (
    <time dateTime={at} title={`${at.replace(/\.000Z$/, 'Z')}`}>
      {sayTime(at, form, local)}
    </time>
  );
}
