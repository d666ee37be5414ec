import { deviceType } from '#lib/domain/mfa-device';
import type { AccountKnowledge } from './account-knowledge.ts';
import { judgeRoot } from './judge-root.ts';
import { judgeUsers } from './judge-users.ts';
import type { JudgedAccount } from './judged-principal.ts';
import { reportRows } from './report-rows.ts';
import { rootKnowledge } from './root-knowledge.ts';
import { isSuspended } from './root-state.ts';
import { goneUser, unlistedUsers } from './stand-ins.ts';

/**
 * The principals of one account, what is known of each, and the answers of the checks. Pure.
 * An account that could not be entered has one subject, its root, which stands for all of it (case U21).
 */
export function judgeAccount(knowledge: AccountKnowledge): JudgedAccount {
  const { account, snapshot } = knowledge;
  if (snapshot === null && !isSuspended(account)) return { principals: [], orphans: [] };
  const overlays = [...knowledge.overlays].sort((a, b) => b.readAt - a.readAt);
  const usersReading = snapshot?.sources.users;
  const users = usersReading?.facts ?? null;
  const usersComplete = users !== null && usersReading?.outcome === 'collected' && users.unreadableEntries === 0;
  const report = snapshot?.sources['credential-report']?.facts ?? null;
  const rows = reportRows({ report, users, usersComplete, lifecycle: knowledge.lifecycle });
  const root = rootKnowledge(account, snapshot, overlays, rows.root, knowledge.organizationRoot, knowledge.now);
  const judgedRoot = judgeRoot(root, knowledge);
  if (snapshot === null || isSuspended(account) || root.notEntered !== null) {
    return { principals: [judgedRoot], orphans: [] };
  }
  const virtualDevices = snapshot.sources['virtual-devices']?.facts ?? null;
  const orphans = virtualDevices === null ? [] : virtualDevices.devices.filter((device) => device.assignedTo === null);
  return {
    principals: [
      judgedRoot,
      ...(users === null ? [] : judgeUsers(users.users, rows, snapshot, overlays, knowledge)),
      ...rows.gone.map((row) => goneUser(account, row, snapshot)),
      ...(usersComplete ? [] : [unlistedUsers(account, snapshot, knowledge.previous)]),
    ],
    orphans: orphans.map(({ serialNumber }) => ({ serialNumber, type: deviceType(serialNumber) })),
  };
}
