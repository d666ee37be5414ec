import { type Scope, scopeAllows } from '#lib/domain/actor';
import { type Instant, toIso } from '#lib/domain/instant';
import { KeyholderError } from '#lib/domain/keyholder-error';
import { getAccount } from '#lib/store/accounts';
import { getEvidence as readEvidence } from '#lib/store/evidence';
import type { ReadStore } from '#lib/store/read-store';
import type { EvidenceView } from './views/settings.ts';

/**
 * What AWS answered, one block by its hash.
 * @throws KeyholderError NOT_FOUND, also for a block of an account the reader may not see
 */
export async function getEvidence(
  read: ReadStore,
  scope: Scope,
  query: { sha256: string },
  _now: Instant,
): Promise<EvidenceView> {
  const block = await readEvidence(read, query.sha256);
  if (!block || !scopeAllows(scope, block.accountId))
    throw new KeyholderError('NOT_FOUND', 'There is no evidence with this hash.', { sha256: query.sha256 });
  return {
    sha256: block.sha256,
    accountId: block.accountId,
    accountName: (await getAccount(read, block.accountId))?.name ?? block.accountId,
    source: block.source,
    region: block.region,
    collectionId: block.collectionId,
    firstAt: toIso(block.firstAt),
    lastAt: toIso(block.lastAt),
    calls: block.calls.length,
    json: JSON.stringify(block.calls, null, 2),
  };
}
