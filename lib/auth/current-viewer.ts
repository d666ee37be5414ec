import { userInfo } from 'node:os';
import type { Actor, Scope } from '#lib/domain/actor';
import { everything } from '#lib/domain/actor';

/** What a viewer may do: `viewer` sees, `assessor` also assesses and exports, `admin` also changes. */
export type Role = 'viewer' | 'assessor' | 'admin';

/** Who is looking: the actor their writes are recorded under, the accounts they may see, and their roles. */
export interface Viewer {
  readonly actor: Actor;
  readonly scope: Scope;
  readonly roles: readonly Role[];
}

let local: Viewer | undefined;

/**
 * The viewer behind a request. Until sign-in exists the server listens on loopback only, and everybody who reaches it is the
 * operating-system user it runs as. Sign-in is added here, and nowhere else.
 */
export function currentViewer(): Viewer {
  local ??= {
    actor: { id: `local:${operatingSystemUser()}` },
    scope: everything,
    roles: ['viewer', 'assessor', 'admin'],
  };
  return local;
}

/** In a container the numeric user may have no name. */
function operatingSystemUser(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.() ?? 'unknown');
  }
}
