/** The collector against the AWS stand-in: what it asks, how fast, in how much memory. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchSize, type GeneratedSize, generateOrganization } from '#lib/demo/generate';
import type { LoggedCall } from '#lib/demo/stand-in/call-log';
import { type Limits, unthrottledLimits } from '#lib/demo/stand-in/limits';
import { startStandIn } from '#lib/demo/stand-in/stand-in';
import { startMeasured } from './measured-child.ts';
import { type Figure, mb, percent, print, seconds, title } from './report.ts';

interface Setting {
  readonly name: string;
  readonly size: GeneratedSize;
  readonly limits: Limits;
  /** As KEYHOLDER_IAM_RATE takes it. */
  readonly iamRate: string;
  readonly lookupRate: string;
  /** Goals of wall time and memory hold only without a limit, and at full size. */
  readonly goals?: { readonly wallMs: number; readonly rss: number };
}

const throttled: Limits = { ...unthrottledLimits, iam: { perSecond: 20, burst: 40 }, latencyMs: 40 };
const small: GeneratedSize = { users: 600, usersToAsk: 420, fidoShare: 0.5, signIns: 1_000 };

export async function benchCollector(full: boolean): Promise<void> {
  await measure({
    name: 'unthrottled',
    size: benchSize,
    limits: unthrottledLimits,
    iamRate: 'unlimited',
    lookupRate: 'unlimited',
    goals: { wallMs: 20_000, rss: 400 * 1_048_576 },
  });
  const size = full ? benchSize : small;
  if (process.env.BENCH_CPU_PROFILE) return;
  await measure({ name: '20 requests/s, burst 40, 40 ms', size, limits: throttled, iamRate: '20', lookupRate: '2' });
}

async function measure(setting: Setting): Promise<void> {
  const { size } = setting;
  const now = Date.now();
  const organization = generateOrganization({ ...size, seed: 1, now });
  const standIn = await startStandIn({ organization, clock: () => Date.now(), limits: setting.limits });
  const dataDir = mkdtempSync(join(tmpdir(), 'keyholder-bench-'));
  const environment = {
    AWS_ENDPOINT_URL: standIn.url,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: standIn.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: standIn.credentials.secretAccessKey,
    AWS_CONFIG_FILE: join(dataDir, 'none'),
    AWS_SHARED_CREDENTIALS_FILE: join(dataDir, 'none'),
    KEYHOLDER_DATA_DIR: dataDir,
    KEYHOLDER_IAM_RATE: setting.iamRate,
    KEYHOLDER_LOOKUP_RATE: setting.lookupRate,
  };
  const fido = organization.accounts
    .flatMap((account) => account.users.flatMap((user) => user.devices))
    .filter((device) => device.serialNumber.includes(':u2f/')).length;
  try {
    title(
      `Collector, ${setting.name}: ${size.users} users, ${size.usersToAsk} with a password or key, ${fido} FIDO devices, ${size.signIns} sign-ins`,
    );
    const first = await startMeasured(['collect', '--json'], environment).ended;
    print(firstRun(setting, standIn.log.calls, fido, first));
    standIn.log.clear();
    const again = await startMeasured(['collect', '--json'], environment).ended;
    print(secondRun(setting, standIn.log.calls, again));
  } finally {
    await standIn.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

type Run = Awaited<ReturnType<typeof startMeasured>['ended']>;

const throttleCodes = new Set([
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
  'RequestLimitExceeded',
]);

function firstRun(setting: Setting, calls: readonly LoggedCall[], fido: number, run: Run): Figure[] {
  const iam = calls.filter((call) => call.service === 'iam');
  const of = (operation: string) => iam.filter((call) => call.operation === operation);
  const subjects = (operation: string) => new Set(of(operation).map((call) => call.subject)).size;
  const asked = subjects('ListMFADevices');
  const profiles = subjects('GetLoginProfile');
  const pages = ['ListUsers', 'ListVirtualMFADevices', 'GetAccountAuthorizationDetails'].flatMap(of).length;
  const polls = of('GenerateCredentialReport').length + of('GetCredentialReport').length;
  const allowed = Math.floor(1.02 * (setting.size.usersToAsk + fido + profiles) + pages + polls + 12);
  const refused = iam.filter((call) => throttleCodes.has(call.outcome)).length;
  const rate = Number(setting.iamRate);
  const { goals } = setting;
  return [
    { name: 'exit code and status', measured: `${run.code}, ${statusOf(run)}`, goal: '0', met: run.code === 0 },
    { name: 'calls', measured: countText(calls) },
    {
      name: 'IAM calls',
      measured: `${iam.length} (asked about devices ${asked}, login profiles ${profiles}, pages ${pages}, report ${polls})`,
      goal: `<= ${allowed}`,
      met: iam.length <= allowed,
    },
    ...(Number.isFinite(rate) ? pace(iam, rate, refused) : []),
    {
      name: 'wall time',
      measured: `${seconds(run.wallMs)} (processor ${seconds(run.cpuMs)})`,
      ...(goals ? { goal: `<= ${seconds(goals.wallMs)}`, met: run.wallMs <= goals.wallMs } : {}),
    },
    {
      name: 'peak memory',
      measured: mb(run.peakRss),
      ...(goals ? { goal: `<= ${mb(goals.rss)}`, met: run.peakRss <= goals.rss } : {}),
    },
  ];
}

/** The share of the configured rate while users and devices are asked one by one: before and after, other work sets the pace. */
function pace(iam: readonly LoggedCall[], rate: number, refused: number): Figure[] {
  const oneByOne = new Set(['ListMFADevices', 'GetMFADevice', 'GetLoginProfile']);
  const times = iam.filter((call) => oneByOne.has(call.operation)).map((call) => call.at);
  const from = Math.min(...times);
  const to = Math.max(...times);
  const within = iam.filter((call) => call.at >= from && call.at <= to).length;
  const share = (within - 1) / ((to - from) / 1_000) / rate;
  const throttledShare = refused / iam.length;
  return [
    { name: 'share of the rate', measured: percent(share), goal: '>= 95 %', met: share >= 0.95 },
    {
      name: 'throttled',
      measured: `${refused} of ${iam.length}, ${percent(throttledShare)}`,
      goal: '<= 2 %',
      met: throttledShare <= 0.02,
    },
  ];
}

function secondRun({ goals }: Setting, calls: readonly LoggedCall[], run: Run): Figure[] {
  const certifications = calls.filter((call) => call.operation === 'GetMFADevice').length;
  return [
    {
      name: 'second run: GetMFADevice',
      measured: String(certifications),
      goal: '0',
      met: certifications === 0,
    },
    { name: 'second run: calls', measured: countText(calls) },
    {
      name: 'second run: wall time, memory',
      measured: `${seconds(run.wallMs)} (processor ${seconds(run.cpuMs)}), ${mb(run.peakRss)}`,
      ...(goals ? { goal: `<= ${mb(goals.rss)}`, met: run.peakRss <= goals.rss } : {}),
    },
  ];
}

function statusOf(run: Run): string {
  const report: unknown = JSON.parse(run.stdout || 'null');
  return report !== null && typeof report === 'object' && 'status' in report ? String(report.status) : 'no report';
}

function countText(calls: readonly LoggedCall[]): string {
  const counts = new Map<string, number>();
  for (const { operation } of calls) counts.set(operation, (counts.get(operation) ?? 0) + 1);
  const sorted = [...counts].sort(([, a], [, b]) => b - a);
  return `${calls.length}: ${sorted.map(([operation, n]) => `${operation} ${n}`).join(', ')}`;
}
