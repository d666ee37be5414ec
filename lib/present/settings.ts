import type { Scope } from '#lib/domain/actor';
import { hour, type Instant, minute, second, toIsoOrNull } from '#lib/domain/instant';
import { listConnections } from '#lib/store/connections';
import { listCollections } from '#lib/store/list-collections';
import type { ReadStore } from '#lib/store/read-store';
import { getRootSessionsSetting } from '#lib/store/settings';
import type { SettingsView } from './views/settings.ts';

/** What the caller knows and the store does not: the policies come from collect, which present may not import. */
export interface SettingsAbout {
  readonly policies: SettingsView['policies'];
  /** Milliseconds between collections; null when switched off. */
  readonly collectEvery: number | null;
  /** Absolute path of the file, or the server's address without user and password. */
  readonly place: string;
}

/** /settings: how AWS is reached, with which policy, how often, and where the data lies. */
export async function getSettings(
  read: ReadStore,
  scope: Scope,
  about: SettingsAbout,
  now: Instant,
): Promise<SettingsView> {
  const rootSessions = await getRootSessionsSetting(read);
  const newest = (await listCollections(read, scope, { after: null, limit: 1, descending: true })).rows[0];
  return {
    connections: (await listConnections(read)).map((one) => ({
      id: one.id,
      partition: one.partition,
      region: one.region,
      profile: one.profile,
      roleName: one.roleName,
      hasExternalId: one.externalId !== null,
      callerArn: one.callerArn,
      callerAccountId: one.callerAccountId,
      state: one.state,
      error: one.error,
      checkedAt: toIsoOrNull(one.checkedAt),
    })),
    policies: about.policies,
    rootSessions: { ...rootSessions, changedAt: toIsoOrNull(rootSessions.changedAt) },
    schedule: {
      every: about.collectEvery === null ? null : sayEvery(about.collectEvery),
      nextAt:
        about.collectEvery === null || !newest
          ? null
          : toIsoOrNull(Math.max(now, newest.startedAt + about.collectEvery)),
    },
    store: { engine: read.engine, place: about.place },
  };
}

/** `24h`, as it is written in KEYHOLDER_COLLECT_EVERY. */
function sayEvery(ms: number): string {
  if (ms % hour === 0) return `${ms / hour}h`;
  return ms % minute === 0 ? `${ms / minute}m` : `${ms / second}s`;
}
