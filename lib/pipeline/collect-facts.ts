import { type StartedReport, startCredentialReport } from '#lib/collect/credential-report';
import type { UserToAsk } from '#lib/collect/mfa-devices';
import type { Source } from '#lib/collect/source';
import { sources } from '#lib/collect/sources';
import { type Account, signInRegions } from '#lib/domain/account';
import type { FactsBySource, RegionsFacts } from '#lib/domain/facts';
import { deviceType } from '#lib/domain/mfa-device';
import { type CheapFacts, whoNeedsDevices, whoNeedsLoginProfile } from '#lib/evaluate/who-to-ask';
import { listLifecycleEvents } from '#lib/store/lifecycle-events';
import { lifecycleCoverage } from './account-knowledge.ts';
import type { AccountRun } from './account-run.ts';
import { capturedLevels } from './captured-levels.ts';
import { endWithout, type Reading, readSource } from './read-source.ts';

/**
 * Everything about an account except its events: the report is started first and fetched last, so that AWS builds it while the cheap
 * lists are read; then only those users are asked one by one whom the lists do not settle.
 * @param recentEvents what changed lately, read meanwhile: it says whom the report may be wrong about
 * @returns the Regions in which events are to be read
 */
export async function collectFacts(run: AccountRun, recentEvents: () => Promise<void>): Promise<readonly string[]> {
  const started = await startCredentialReport(run.aws);
  const [readIn] = await Promise.all([readOthers(run), readUsersAndDevices(run, started, recentEvents())]);
  return readIn;
}

async function readUsersAndDevices(
  run: AccountRun,
  started: StartedReport,
  recentEvents: Promise<void>,
): Promise<void> {
  const [users, virtualDevices, report] = await Promise.all([
    readSource(run, 'users', sources.users, undefined),
    readSource(run, 'virtual-devices', sources['virtual-devices'], undefined),
    readSource(run, 'credential-report', sources['credential-report'], { started, pollEvery: run.pollEvery }),
    recentEvents,
  ]);
  const cheap: CheapFacts = {
    users: users.facts,
    virtualDevices: virtualDevices.facts,
    report: report.facts,
    reportAskedAt: report.from,
    ...(await knownEvents(run)),
  };
  await readUserByUser(run, cheap, users);
}

async function knownEvents({
  context,
  account,
}: AccountRun): Promise<Pick<CheapFacts, 'lifecycle' | 'lifecycleCoverage'>> {
  return {
    lifecycle: await listLifecycleEvents(context.write, account.id),
    lifecycleCoverage: await lifecycleCoverage(context.write, account.id),
  };
}

/** The small sources, while AWS builds the report. */
async function readOthers(run: AccountRun): Promise<readonly string[]> {
  const readIn = await readRegions(run);
  await readSource(run, 'account', sources.account, undefined);
  await readSource(run, 'federation', sources.federation, undefined);
  if (asksRootManagement(run.account)) await readSource(run, 'root', sources.root, undefined);
  if (run.openRoot) await readSource(run, 'root-sessions', sources['root-sessions'], run.openRoot);
  await readSource(run, 'authorization', sources.authorization, undefined);
  return readIn;
}

/**
 * Only the management account may ask about central root management; asked elsewhere it would be a refusal that means nothing.
 * GovCloud has none: there the question itself would be an error (case R6).
 */
export const asksRootManagement = ({ isManagement, partition }: Account): boolean =>
  isManagement === true && partition !== 'aws-us-gov';

/** Without DescribeRegions: the partition's sign-in Regions and the caller's. The facts say so by `enabled: null`. */
async function readRegions(run: AccountRun): Promise<readonly string[]> {
  const always = signInRegions(run.account.partition);
  const instead: RegionsFacts = { enabled: null, readIn: [...new Set([...always, run.aws.region])].sort() };
  const { facts } = await readSource(run, 'regions', sources.regions, undefined, { instead });
  return (facts ?? instead).readIn;
}

/** Users one by one: passwords first, because who has one must be asked about devices; FIDO devices last. */
async function readUserByUser(run: AccountRun, cheap: CheapFacts, users: Reading<'users'>): Promise<void> {
  if (users.facts === null) {
    await endWithout(run, 'login-profiles', users.ending);
    await endWithout(run, 'mfa-devices', users.ending);
    await endWithout(run, 'fido-certification', users.ending);
    return;
  }
  const profiles = await readEach(run, 'login-profiles', whoNeedsLoginProfile(cheap));
  const devices = await readEach(run, 'mfa-devices', whoNeedsDevices(cheap, profiles.facts));
  if (devices.facts === null && devices.ending.outcome !== 'collected') {
    await endWithout(run, 'fido-certification', devices.ending);
    return;
  }
  await readCertifications(run, devices.facts);
}

/** After a crash, who has answered or failed is not asked again. */
function readEach<S extends 'login-profiles' | 'mfa-devices'>(
  run: AccountRun,
  source: S,
  subjects: readonly UserToAsk[],
): Promise<Reading<S>> {
  const left = (answered: ReadonlySet<string>, failed: ReadonlySet<string>) =>
    subjects.filter((user) => !answered.has(user.uniqueId) && !failed.has(user.userName));
  // The two differ only in what they answer, which is normalized by name.
  const asked: Source<Iterable<UserToAsk>, unknown> = sources[source];
  return readSource(run, source, asked, subjects, {
    expected: subjects.length,
    resume: ({ chunks, failures }) =>
      left(
        new Set(chunks.flatMap(({ staged }) => staged.facts?.users.map((user) => user.uniqueId) ?? [])),
        new Set(failures.map((failure) => failure.subject)),
      ),
  });
}

/** Levels are captured once per device instance, when it is first seen: AWS never changes them. */
async function readCertifications(run: AccountRun, devices: FactsBySource['mfa-devices'] | null): Promise<void> {
  const captured = new Set((await capturedLevels(run.context.write, run.account.id)).map(keyOf));
  const subjects = (devices?.users ?? []).flatMap((user) =>
    user.devices === 'gone'
      ? []
      : user.devices
          .filter(
            (device) => deviceType(device.serialNumber) === 'passkey-or-security-key' && !captured.has(keyOf(device)),
          )
          .map((device) => ({ userName: user.userName, ...device })),
  );
  await readSource(run, 'fido-certification', sources['fido-certification'], subjects, {
    expected: subjects.length,
    resume: ({ chunks, failures }) => {
      const answered = new Set(chunks.flatMap(({ staged }) => staged.facts?.devices.map(keyOf) ?? []));
      const failed = new Set(failures.map((failure) => failure.subject));
      return subjects.filter((device) => !answered.has(keyOf(device)) && !failed.has(device.serialNumber));
    },
  });
}

const keyOf = (device: { readonly serialNumber: string; readonly enabledAt: number | null }) =>
  `${device.serialNumber} ${device.enabledAt ?? ''}`;
