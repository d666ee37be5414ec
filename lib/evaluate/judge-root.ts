import { strengthOf } from '#lib/domain/mfa-device';
import { rootPrincipalId } from '#lib/domain/principal';
import type { AccountKnowledge } from './account-knowledge.ts';
import { checkResult, previousByCheck } from './check-result.ts';
import { iamRootAccessKeyCheck } from './checks/iam-root-access-key-check.ts';
import { rootAccountMfaEnabled } from './checks/root-account-mfa-enabled.ts';
import type { JudgedPrincipal } from './judged-principal.ts';
import { privilegeOfRoot } from './privilege/privilege.ts';
import type { RootKnowledge } from './root-knowledge.ts';
import { rootPicture } from './root-state.ts';
import { sharedAccount } from './shared-accounts.ts';

/** The root user of an account, judged; where the account could not be entered it stands for all of it (case U21). */
export function judgeRoot(root: RootKnowledge, knowledge: AccountKnowledge): JudgedPrincipal {
  const { account, snapshot } = knowledge;
  const id = rootPrincipalId(account.id);
  const before = previousByCheck(knowledge.previous.filter((result) => result.principalId === id));
  const verdict = rootAccountMfaEnabled(root);
  const picture = rootPicture(root);
  const shared = sharedAccount(id, {}, knowledge.decisions);
  const keys = root.row === null ? [null] : root.row.accessKeys.map((key) => key.active);
  const keysByReport = keys.includes(null) ? null : keys.filter((active) => active === true).length;
  return {
    id,
    accountId: account.id,
    kind: 'RootUser',
    userName: '<root_account>',
    arn: `arn:${account.partition}:iam::${account.id}:root`,
    uniqueId: account.id,
    createdAt: root.row?.createdAt ?? null,
    presence: 'present',
    previousNames: [],
    console: root.password.value,
    activeKeys: root.accessKeys.value === false ? 0 : keysByReport === 0 ? null : keysByReport,
    privileged: privilegeOfRoot.privileged,
    privilegedBecause: privilegeOfRoot.because,
    ...devicesOf(root),
    tags: {},
    sharedBecause: shared.because,
    sharedNote: shared.note,
    status: verdict.status,
    reason: verdict.reason,
    results: [
      checkResult('root-account-mfa-enabled', id, verdict, before),
      checkResult('iam-root-access-key-check', id, iamRootAccessKeyCheck(root), before),
    ],
    sources:
      snapshot === null
        ? []
        : picture.howWeKnow.map(({ text, at }) => ({
            label: 'Root',
            says: text,
            at,
            outcome: at === null ? 'not known' : 'collected',
          })),
    root: picture,
    readAt: root.mfa.at ?? root.password.at,
  };
}

/** All of them where a root session listed them; else what is visible from inside, which is a lower bound. */
function devicesOf({
  allDevices,
  virtualDevices,
  mfa,
}: RootKnowledge): Pick<JudgedPrincipal, 'devices' | 'devicesComplete' | 'slotsUsed' | 'strength'> {
  const all = allDevices.value;
  if (all !== null) {
    const strength = strengthOf(all.map((device) => device.type));
    return { devices: all, devicesComplete: true, slotsUsed: all.length, strength };
  }
  const none = mfa.value === false;
  return {
    devices: virtualDevices.value ?? [],
    devicesComplete: none,
    slotsUsed: none ? 0 : null,
    strength: none ? 'no' : 'unknown',
  };
}
