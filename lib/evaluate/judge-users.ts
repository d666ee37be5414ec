import type { AccountSnapshot, ListedUser, PrincipalOverlay } from '#lib/domain/facts';
import { type Instant, second } from '#lib/domain/instant';
import { type Strength, strengthOf } from '#lib/domain/mfa-device';
import type { SharedAccountDecision } from '#lib/domain/person';
import { type PrincipalId, userPrincipalId } from '#lib/domain/principal';
import type { AccountKnowledge } from './account-knowledge.ts';
import { checkResult, previousByCheck } from './check-result.ts';
import { iamUserPhishingResistantMfa } from './checks/iam-user-phishing-resistant-mfa.ts';
import { mfaEnabledForIamConsoleAccess } from './checks/mfa-enabled-for-iam-console-access.ts';
import type { JudgedDevice, JudgedPrincipal, SourceStatement } from './judged-principal.ts';
import type { Known } from './known.ts';
import type { ReportRows } from './report-rows.ts';
import { sharedAccount } from './shared-accounts.ts';
import { outcomeWord, type UserKnowledge, userKnowledge } from './user-knowledge.ts';
import { askingRule } from './who-to-ask.ts';

/** Every listed user of an account, judged. */
export function judgeUsers(
  users: readonly ListedUser[],
  rows: ReportRows,
  snapshot: AccountSnapshot,
  overlays: readonly PrincipalOverlay[],
  knowledge: AccountKnowledge,
): readonly JudgedPrincipal[] {
  const accountId = knowledge.account.id;
  const sources = snapshot.sources;
  const rule = askingRule({
    report: sources['credential-report']?.facts ?? null,
    reportAskedAt: sources['credential-report']?.from ?? null,
    users: sources.users?.facts ?? null,
    virtualDevices: sources['virtual-devices']?.facts ?? null,
    lifecycle: knowledge.lifecycle,
    lifecycleCoverage: knowledge.lifecycleCoverage,
  });
  const knowledgeOf = userKnowledge({ accountId, snapshot, overlays, rows, rule, levelsOf: capturedLevels(knowledge) });
  const tags = new Map(sources.authorization?.facts?.users.map((user) => [user.uniqueId, user.tags]));
  const before = previousByCheck(knowledge.previous);
  const decisions = decisionsByPrincipal(knowledge.decisions);
  return users.map((user) => {
    const known = knowledgeOf(user);
    const id = userPrincipalId(accountId, user.uniqueId);
    const tagsOfUser = tags.get(user.uniqueId) ?? {};
    const shared = sharedAccount(id, tagsOfUser, decisions.get(id) ?? []);
    const verdict = mfaEnabledForIamConsoleAccess(known);
    const privilege = knowledge.privileges.get(user.uniqueId);
    const renamedFrom = rows.renamed.get(user.uniqueId)?.user;
    return {
      id,
      accountId,
      kind: 'IamUser',
      userName: user.userName,
      arn: user.arn,
      uniqueId: user.uniqueId,
      createdAt: user.createdAt,
      presence: known.gone ? 'deleted-since-report' : 'present',
      previousNames: renamedFrom === undefined || renamedFrom === user.userName ? [] : [renamedFrom],
      console: known.password.value,
      activeKeys: known.activeKeys.value,
      privileged: privilege?.privileged ?? null,
      privilegedBecause: privilege?.because ?? null,
      devices: known.devices.value ?? [],
      devicesComplete: known.devices.value !== null,
      slotsUsed: known.devices.value?.length ?? null,
      strength: strengthOfKnown(known.devices),
      tags: tagsOfUser,
      sharedBecause: shared.because,
      sharedNote: shared.note,
      status: known.gone ? 'NOT_APPLICABLE' : verdict.status,
      reason: known.gone ? `${goneReason} ${known.devices.how}` : verdict.reason,
      results: known.gone
        ? []
        : [
            checkResult('mfa-enabled-for-iam-console-access', id, verdict, before),
            checkResult('iam-user-phishing-resistant-mfa', id, iamUserPhishingResistantMfa(known), before),
          ],
      sources: userStatements(known),
      root: null,
      readAt: known.devices.at ?? known.password.at,
    } satisfies JudgedPrincipal;
  });
}

const goneReason = 'Deleted since AWS listed it: not counted.';

/** "Also phishable" and the like can only be said of a list that was read. */
const strengthOfKnown = (devices: Known<readonly JudgedDevice[]>): Strength =>
  devices.value === null ? 'unknown' : strengthOf(devices.value.map((device) => device.type));

function userStatements(known: UserKnowledge): readonly SourceStatement[] {
  const { password, devices, activeKeys, row, reportAt } = known;
  const yesNo = (value: boolean | null) => (value === null ? 'not said' : value ? 'yes' : 'no');
  return [
    said('Password', password.how, password.at, outcomeWord(password)),
    said('MFA devices', devices.how, devices.at, outcomeWord(devices)),
    said('Access keys', activeKeys.how, activeKeys.at, outcomeWord(activeKeys)),
    ...(row === null
      ? []
      : [
          said(
            'Credential report',
            `Password: ${yesNo(row.passwordEnabled)}. MFA: ${yesNo(row.mfaActive)}.`,
            reportAt,
            'collected',
          ),
        ]),
  ];
}

const said = (label: string, says: string, at: Instant | null, outcome: string): SourceStatement => ({
  label,
  says,
  at,
  outcome,
});

function capturedLevels(knowledge: AccountKnowledge) {
  const key = (serialNumber: string, enabledAt: Instant | null) =>
    `${serialNumber}\n${enabledAt === null ? '' : Math.floor(enabledAt / second)}`;
  const now = knowledge.snapshot?.sources['fido-certification']?.facts?.devices ?? [];
  const captured = new Map([...knowledge.capturedLevels, ...now].map((d) => [key(d.serialNumber, d.enabledAt), d]));
  return (serialNumber: string, enabledAt: Instant | null) => {
    const found = captured.get(key(serialNumber, enabledAt));
    return { levels: found?.levels ?? null, levelsCapturedAt: found?.capturedAt ?? null };
  };
}

function decisionsByPrincipal(decisions: readonly SharedAccountDecision[]) {
  const found = new Map<PrincipalId, SharedAccountDecision[]>();
  for (const decision of decisions) {
    const made = found.get(decision.principalId);
    if (made === undefined) found.set(decision.principalId, [decision]);
    else made.push(decision);
  }
  return found;
}
