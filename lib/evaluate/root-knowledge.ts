import type { Account } from '#lib/domain/account';
import type {
  AccountFacts,
  AccountSnapshot,
  PrincipalOverlay,
  ReportRow,
  RootFacts,
  SourceReading,
} from '#lib/domain/facts';
import type { Instant } from '#lib/domain/instant';
import { deviceType } from '#lib/domain/mfa-device';
import { rootPrincipalId } from '#lib/domain/principal';
import type { JudgedDevice } from './judged-principal.ts';
import { evidenceOf, type Known } from './known.ts';
import { mfaWithSession, rootSessionDevices } from './root-session-devices.ts';
import { reportAction, reportRef } from './user-knowledge.ts';
import { sayAt, sayCount, sayList, sayRefusal } from './wording.ts';

/** What is known of the root user, question by question: from inside its account, and from a root session where one was allowed. */
export interface RootKnowledge {
  readonly account: Account;
  /** Why the account could not be entered at all; null when it could. */
  readonly notEntered: { readonly action: string; readonly error: string } | null;
  readonly mfa: Known<boolean>;
  readonly password: Known<boolean>;
  readonly accessKeys: Known<boolean>;
  readonly certificates: Known<boolean>;
  /** Root's virtual authenticators; its other devices are not visible from inside. */
  readonly virtualDevices: Known<readonly JudgedDevice[]>;
  /** All its devices, from a root session; `how` is empty where none was asked for. */
  readonly allDevices: Known<readonly JudgedDevice[]>;
  readonly row: ReportRow | null;
  readonly centralManagement: RootFacts | null;
}

type Summary = NonNullable<AccountFacts['summary']>;

/** The live summary beats the report (up to four hours old); a recheck beats both when it is newer. */
export function rootKnowledge(
  account: Account,
  snapshot: AccountSnapshot | null,
  overlays: readonly PrincipalOverlay[],
  row: ReportRow | null,
  centralManagement: RootFacts | null,
  now: Instant,
): RootKnowledge {
  const sources = newestSources(account, snapshot, overlays);
  const ask = (
    question: string,
    live: (summary: Summary) => boolean | null,
    inReport: (row: ReportRow) => boolean | null,
  ) => answer(question, sources, snapshot, row, live, inReport);
  const virtualDevices = rootVirtualDevices(account, sources['virtual-devices']);
  const mfa = ask(
    'root has MFA',
    (s) => s.accountMfaEnabled,
    (r) => r.mfaActive,
  );
  const fromInside =
    virtualDevices.value !== null && virtualDevices.value.length > 0 && mfa.value !== true
      ? byDevice(virtualDevices, mfa)
      : mfa;
  const since = { mfa: fromInside, virtual: sources['virtual-devices'], now };
  const allDevices = rootSessionDevices(sources['root-sessions'], since);
  return {
    account,
    notEntered: notEntered(snapshot),
    mfa: mfaWithSession(fromInside, allDevices),
    password: ask(
      'root has a password',
      (s) => s.accountPasswordPresent,
      (r) => r.passwordEnabled,
    ),
    accessKeys: ask(
      'root has access keys',
      (s) => s.accountAccessKeysPresent,
      (r) => anyOf(r.accessKeys.map((key) => key.active)),
    ),
    certificates: ask(
      'root has signing certificates',
      (s) => s.accountSigningCertificatesPresent,
      (r) => anyOf(r.certificatesActive),
    ),
    virtualDevices,
    allDevices,
    row,
    centralManagement,
  };
}

function notEntered(snapshot: AccountSnapshot | null): RootKnowledge['notEntered'] {
  if (snapshot === null || snapshot.role.outcome === 'collected' || snapshot.role.outcome === 'partial') return null;
  return { action: snapshot.role.action ?? 'sts:AssumeRole', error: snapshot.role.error ?? '' };
}

/** True when one is, false when all are known not to be. */
const anyOf = (flags: readonly (boolean | null)[]): boolean | null =>
  flags.includes(true) ? true : flags.includes(null) ? null : false;

type Sources = Pick<AccountSnapshot['sources'], 'account' | 'virtual-devices' | 'credential-report' | 'root-sessions'>;

function newestSources(
  account: Account,
  snapshot: AccountSnapshot | null,
  overlays: readonly PrincipalOverlay[],
): Sources {
  const sources: Sources = snapshot === null ? {} : snapshot.sources;
  const readAt = sources.account?.facts?.summary?.readAt ?? sources.account?.from ?? 0;
  const recheck = overlays.find((o) => o.principalId === rootPrincipalId(account.id) && o.readAt > readAt);
  return recheck === undefined ? sources : { ...sources, ...recheck.sources };
}

function answer(
  question: string,
  sources: Sources,
  snapshot: AccountSnapshot | null,
  row: ReportRow | null,
  live: (summary: Summary) => boolean | null,
  inReport: (row: ReportRow) => boolean | null,
): Known<boolean> {
  const summary = sources.account?.facts?.summary ?? null;
  const reportAt = sources['credential-report']?.facts?.generatedAt ?? null;
  const liveValue = summary === null ? null : live(summary);
  const reported = row === null ? null : inReport(row);
  if (summary !== null && liveValue !== null) {
    const evidence = [evidenceOf('GetAccountSummary', 'account', sources.account, summary.readAt)];
    const otherwise =
      reported !== null && reported !== liveValue && reportAt !== null
        ? ` AWS's credential report of ${sayAt(reportAt)} says otherwise; it is older.`
        : '';
    const how = `GetAccountSummary answered at ${sayAt(summary.readAt)}.${otherwise}`;
    return { value: liveValue, how, at: summary.readAt, evidence, missing: [] };
  }
  if (reported !== null && reportAt !== null && snapshot !== null) {
    const how = `By AWS's credential report of ${sayAt(reportAt)}; ${saySummary(sources.account)}.`;
    return { value: reported, how, at: reportAt, evidence: [reportRef(snapshot, reportAt)], missing: [] };
  }
  const report = sources['credential-report'];
  const how = `Whether ${question} is not known: ${sayList([saySummary(sources.account), sayReport(report, row)])}.`;
  return { value: null, how, at: null, evidence: [], missing: [summaryAction, report?.action ?? reportAction] };
}

const notAnswered = '';

const summaryAction = 'iam:GetAccountSummary';

/** Why the summary does not tell. */
function saySummary(reading: SourceReading<AccountFacts> | undefined): string {
  if (reading?.facts?.summary) return `${summaryAction} answered without it`;
  const failure = reading?.failures.find((one) => one.action === summaryAction);
  return sayRefusal({ action: summaryAction, error: failure?.error ?? reading?.error ?? notAnswered });
}

/** Why the report does not tell. */
function sayReport(reading: Sources['credential-report'], row: ReportRow | null): string {
  if (reading?.facts) return `AWS's credential report ${row === null ? 'has no row of root' : 'does not say'}`;
  return sayRefusal({ action: reading?.action ?? reportAction, error: reading?.error ?? notAnswered });
}

function rootVirtualDevices(account: Account, reading: Sources['virtual-devices']): Known<readonly JudgedDevice[]> {
  const facts = reading?.facts ?? null;
  // By the ARN, never by the device's name (case R3): names are free, and a user may be called anything.
  const rootArn = new RegExp(`^arn:[a-z-]+:iam::${account.id}:root$`);
  const found = facts === null ? [] : facts.devices.filter((device) => rootArn.test(device.assignedTo?.arn ?? ''));
  if (facts === null || reading === undefined || (reading.outcome !== 'collected' && found.length === 0)) {
    const refusal = { action: reading?.action ?? 'iam:ListVirtualMFADevices', error: reading?.error ?? notAnswered };
    const how = `Which kind of device root has is not known: ${sayRefusal(refusal)}.`;
    return { value: null, how, at: null, evidence: [], missing: [refusal.action] };
  }
  const devices = found.map((device) => ({
    serialNumber: device.serialNumber,
    type: deviceType(device.serialNumber),
    enabledAt: device.enabledAt,
    source: 'virtual-devices' as const,
    levels: null,
    levelsCapturedAt: null,
  }));
  const says = devices.length === 0 ? 'no virtual authenticator' : sayCount(devices.length, 'virtual authenticator');
  const how = `ListVirtualMFADevices showed ${says} of root at ${sayAt(facts.readAt)}.`;
  const evidence = [evidenceOf('ListVirtualMFADevices', 'virtual-devices', reading, facts.readAt)];
  return { value: devices, how, at: facts.readAt, evidence, missing: [] };
}

/** A device assigned to root is proof of MFA, whatever the summary could or could not say (case R10). */
function byDevice(devices: Known<readonly JudgedDevice[]>, mfa: Known<boolean>): Known<boolean> {
  const otherwise = mfa.value === false ? ` Otherwise: ${mfa.how} Says no MFA.` : '';
  return {
    value: true,
    how: `${devices.how}${otherwise}`,
    at: devices.at,
    evidence: [...devices.evidence, ...mfa.evidence],
    missing: [],
  };
}
