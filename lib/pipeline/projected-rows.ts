import type { SourceStatement } from '#lib/domain/principal-detail';
import type { JudgedAccount, JudgedPrincipal } from '#lib/evaluate/judged-principal';
import type { ProjectedDevice } from '#lib/store/mfa-devices';
import type { ProjectedPrincipal } from '#lib/store/principals';

/** What was judged of a principal, as its row shows it. */
export function projectedPrincipal(p: JudgedPrincipal): ProjectedPrincipal {
  const { root } = p;
  return {
    id: p.id,
    accountId: p.accountId,
    kind: p.kind,
    userName: p.userName,
    arn: p.arn,
    uniqueId: p.uniqueId,
    createdAt: p.createdAt,
    presence: p.presence,
    previousNames: p.previousNames,
    console: p.console,
    activeKeys: p.activeKeys,
    privileged: p.privileged,
    status: p.status,
    reason: p.reason,
    strength: p.strength,
    devicesComplete: p.devicesComplete,
    slotsUsed: p.slotsUsed,
    sharedBecause: p.sharedBecause,
    tags: p.tags,
    rootState: root?.state ?? null,
    detail: {
      sources: p.sources.map((source) => ({ ...source, outcome: outcomeWord(source.outcome) })),
      privilegedBecause: p.privilegedBecause,
      root: root && {
        headline: root.headline,
        ...root.facts,
        devicesAtLeast: root.devicesAtLeast,
        howWeKnow: root.howWeKnow,
      },
    },
    readAt: p.readAt,
  };
}

function outcomeWord(word: string): SourceStatement['outcome'] {
  switch (word) {
    case 'collected':
    case 'partial':
    case 'denied':
    case 'failed':
      return word;
    default:
      return 'not-asked';
  }
}

export const devicesOf = (p: JudgedPrincipal): ProjectedDevice[] =>
  p.devices.map((device) => ({
    accountId: p.accountId,
    principalId: p.id,
    serialNumber: device.serialNumber,
    type: device.type,
    enabledAt: device.enabledAt,
    levels: device.levels,
    levelsCapturedAt: device.levelsCapturedAt,
  }));

/** Virtual devices assigned to nobody (case U14). */
export const orphansOf = (accountId: string, orphans: JudgedAccount['orphans']): ProjectedDevice[] =>
  orphans.map(({ serialNumber, type }) => ({
    accountId,
    principalId: null,
    serialNumber,
    type,
    enabledAt: null,
    levels: null,
    levelsCapturedAt: null,
  }));
