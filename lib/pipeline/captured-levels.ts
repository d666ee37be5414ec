import type { FidoCertificationFacts } from '#lib/domain/facts';
import { listOverlays } from '#lib/store/overlays';
import type { ReadStore } from '#lib/store/read-store';
import { listSnapshots, loadSnapshot } from '#lib/store/snapshots';

export type CapturedLevels = FidoCertificationFacts['devices'];

/**
 * Certification levels known of an account's FIDO devices. Each sealed snapshot carries those of the one before it on, so the
 * newest that has any says them all; a run whose role was denied has none.
 */
export async function capturedLevels(read: ReadStore, accountId: string): Promise<CapturedLevels> {
  const overlays = await listOverlays(read, { accountId });
  const asked = overlays.flatMap((overlay) => overlay.sources['fido-certification']?.facts?.devices ?? []);
  for (const { id } of (await listSnapshots(read, accountId)).reverse()) {
    const facts = (await loadSnapshot(read, { id }, ['fido-certification']))?.sources['fido-certification']?.facts;
    if (facts) return joinLevels(facts.devices, asked);
  }
  return joinLevels(asked, []);
}

/** By device instance; what was captured first counts, because AWS never changes it. */
export function joinLevels(earlier: CapturedLevels, later: CapturedLevels): CapturedLevels {
  const byInstance = new Map<string, CapturedLevels[number]>();
  for (const device of [...earlier, ...later]) {
    const key = `${device.serialNumber} ${device.enabledAt ?? ''}`;
    if (!byInstance.has(key)) byInstance.set(key, device);
  }
  return [...byInstance.values()];
}
