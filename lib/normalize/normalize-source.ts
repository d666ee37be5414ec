import type { Partition } from '#lib/domain/account';
import type { FactSourceId, FactsBySource } from '#lib/domain/facts';
import { normalizeAccount } from './account.ts';
import { mergeAuthorization, normalizeAuthorization } from './authorization.ts';
import { normalizeCredentialReport } from './credential-report.ts';
import { mergeFederation, normalizeFederation } from './federation.ts';
import { mergeFidoCertification, normalizeFidoCertification } from './fido-certification.ts';
import { mergeLoginProfiles, normalizeLoginProfiles } from './login-profiles.ts';
import { mergeMfaDevices, normalizeMfaDevices } from './mfa-devices.ts';
import type { Normalized } from './normalized.ts';
import { normalizeRegions } from './regions.ts';
import { normalizeRoot } from './root.ts';
import { normalizeRootSessions } from './root-sessions.ts';
import { mergeUsers, normalizeUsers } from './users.ts';
import { mergeVirtualDevices, normalizeVirtualDevices } from './virtual-devices.ts';

/** What the answers themselves do not say: satisfied by the AccountAws that was asked. */
export interface AnswerContext {
  readonly partition: Partition;
  /** The caller's Region. */
  readonly region: string;
}

interface Normalizer<Facts> {
  readonly normalize: (answer: unknown, context: AnswerContext) => Normalized<Facts>;
  /** @param chunks at least one, in the order in which they were read. */
  readonly merge: (chunks: readonly Facts[]) => Facts | undefined;
}

/** For sources that are one answer: the last one counts. */
const last = <Facts>(chunks: readonly Facts[]): Facts | undefined => chunks.at(-1);

const normalizers: { readonly [S in FactSourceId]: Normalizer<FactsBySource[S]> } = {
  account: { normalize: normalizeAccount, merge: last },
  regions: {
    normalize: (answer, context) => normalizeRegions(answer, context.partition, context.region),
    merge: last,
  },
  'credential-report': { normalize: normalizeCredentialReport, merge: last },
  users: { normalize: normalizeUsers, merge: mergeUsers },
  'virtual-devices': { normalize: normalizeVirtualDevices, merge: mergeVirtualDevices },
  'mfa-devices': { normalize: normalizeMfaDevices, merge: mergeMfaDevices },
  'login-profiles': { normalize: normalizeLoginProfiles, merge: mergeLoginProfiles },
  'fido-certification': { normalize: normalizeFidoCertification, merge: mergeFidoCertification },
  authorization: { normalize: normalizeAuthorization, merge: mergeAuthorization },
  federation: { normalize: normalizeFederation, merge: mergeFederation },
  root: { normalize: normalizeRoot, merge: last },
  'root-sessions': { normalize: normalizeRootSessions, merge: last },
};

/** One chunk's answer (`Chunk.answer` of the source of the same name in collect/) to facts. Never throws. */
export function normalizeSource<S extends FactSourceId>(
  source: S,
  answer: unknown,
  context: AnswerContext,
): Normalized<FactsBySource[S]> {
  return normalizers[source].normalize(answer, context);
}

/**
 * Joins the facts of a source's chunks, in the order in which they were read; null when there is none.
 * Give a chunk whose facts are null no place here but keep its evidence out too: `block` counts the chunks given.
 */
export function mergeFacts<S extends FactSourceId>(
  source: S,
  chunks: readonly FactsBySource[S][],
): FactsBySource[S] | null {
  if (chunks.length === 0) return null;
  return normalizers[source].merge(chunks) ?? null;
}
