import { describe, expect, it } from 'vitest';
import type { Organization } from '#lib/demo/organization';
import { sampleOrganization } from '#lib/demo/sample-organization/sample-organization';
import { sampleAccountIds, sampleExternalId, sampleRoleName } from '#lib/demo/sample-organization/sample-plan';
import type { Fault, FaultEffect } from '#lib/demo/stand-in/faults';
import type { EvidenceRef } from '#lib/domain/compliance-status';
import type { Store } from '#lib/store/open-store';
import { listSourceProgress, type SourceProgress } from '#lib/store/source-outcomes';
import policy from '../collect/iam-policy.json' with { type: 'json' };
import { testPipeline } from './test-pipeline.ts';

const now = Date.UTC(2026, 10, 22, 12);
const role = { name: sampleRoleName, externalId: sampleExternalId };
const hit = sampleAccountIds.production;

const whole = sampleOrganization(now);
/** Fewer Regions and sign-ins than there are: small enough to be read forty times. */
const regions = ['ap-southeast-2', 'eu-north-1', 'us-east-1', 'us-east-2'];
const isKept = ({ eventName }: { readonly eventName: string }, i: number) =>
  eventName !== 'ConsoleLogin' || i % 30 === 0;

/**
 * The hub and the account that is hit: between them users of all kinds, shared accounts, three months of sign-ins.
 * @param reported whether a credential report exists; who came or changed after it is then asked one by one
 */
function organization(reported: boolean): Organization {
  const accounts = whole.accounts.filter(({ id }) => id === hit || id === sampleAccountIds.management);
  const changed = { enabledRegions: regions, ...(reported ? {} : { reportGeneratedAt: undefined }) };
  return { ...whole, accounts: accounts.map((a) => ({ ...a, ...changed, events: a.events.filter(isKept) })) };
}

/** Time between tries passes at once. */
async function collect(faults: readonly Fault[], reported: boolean) {
  const pipeline = await testPipeline({
    organization: organization(reported),
    clock: () => now,
    role,
    faults,
    // Only what hangs is to be given up; a machine that is busy with other tests is slow, not hanging.
    requestTimeout: faults.some(({ effect }) => effect.kind === 'hang') ? 2_000 : 30_000,
    wait: async () => {},
  });
  const ended = await pipeline.collect();
  const outcomes = await listSourceProgress(pipeline.store.read, ended.id);
  return { ended, outcomes, found: await look(pipeline.store), calls: pipeline.standIn.log.calls };
}

type Found = Awaited<ReturnType<typeof look>>;

async function look({ read: { db } }: Store) {
  return {
    principals: await db.selectFrom('principals').selectAll().orderBy('id').execute(),
    devices: await db.selectFrom('mfa_devices').selectAll().orderBy('serial_number').execute(),
    results: await db.selectFrom('check_results').selectAll().orderBy('principal_id').orderBy('check_id').execute(),
    logins: await db
      .selectFrom('console_logins')
      .select(['account_id', 'event_id', 'region', 'principal_id', 'outcome', 'mfa_used', 'mfa_identifier'])
      .orderBy('event_id')
      .execute(),
    attributions: await db.selectFrom('login_attributions').selectAll().orderBy('event_id').execute(),
  };
}

const plain = new Map<boolean, ReturnType<typeof collect>>();
/** A run without faults, made once. */
function undisturbed(reported: boolean) {
  const made = plain.get(reported) ?? collect([], reported);
  plain.set(reported, made);
  return made;
}

const partOf = (found: Found, accountId: string) => ({
  principals: found.principals.filter((row) => row.account_id === accountId),
  devices: found.devices.filter((row) => row.account_id === accountId),
  results: found.results.filter((row) => row.account_id === accountId),
  logins: found.logins.filter((row) => row.account_id === accountId),
  attributions: found.attributions.filter((row) => row.account_id === accountId),
});
const withoutHashes = (rows: unknown) => JSON.parse(JSON.stringify(rows).replaceAll(/[0-9a-f]{64}/g, 'hash'));

/** Whether a user of the other account is privileged may rest on the roles of the account that is hit: unknown then (case P11). */
function comparable(part: Found, action: string) {
  if (action !== 'iam:GetAccountAuthorizationDetails') return withoutHashes(part);
  return withoutHashes({ ...part, principals: part.principals.map(({ privileged, detail, ...row }) => row) });
}

const isWell = ({ state }: SourceProgress) => state === 'collected';
const says = (value: unknown) => value !== null && value !== 'unknown' && value !== 'INSUFFICIENT_DATA';

/** What is claimed is what is claimed when nothing is missing: less may be known, nothing else. */
function expectNothingElse(found: Found, truth: Found, outcomes: readonly SourceProgress[]) {
  const wrong: string[] = [];
  const results = new Map(truth.results.map((row) => [`${row.principal_id} ${row.check_id}`, row]));
  const lost = new Set<string>(
    outcomes.filter((o) => o.state === 'denied' || o.state === 'failed').map((o) => `${o.accountId} ${o.source}`),
  );
  for (const row of found.results) {
    const expected = results.get(`${row.principal_id} ${row.check_id}`);
    if (says(row.status) && row.status !== expected?.status)
      wrong.push(`${row.principal_id} ${row.check_id}: ${row.status} instead of ${expected?.status}: ${row.reason}`);
    const evidence: EvidenceRef[] = JSON.parse(row.evidence);
    const rests = evidence.find(({ source }) => lost.has(`${row.account_id} ${source}`));
    if (row.status !== 'INSUFFICIENT_DATA' && rests)
      wrong.push(`${row.principal_id} ${row.check_id}: ${row.status} by ${rests.source}, which was not read`);
    if (row.status === 'INSUFFICIENT_DATA' && expected?.status !== row.status && row.missing === '[]')
      wrong.push(`${row.principal_id} ${row.check_id}: no action named: ${row.reason}`);
  }
  const principals = new Map(truth.principals.map((row) => [row.id, row]));
  for (const row of found.principals) {
    const expected = principals.get(row.id);
    if (expected === undefined) {
      // A renaming that could not be read leaves the old name of the report over: shown as gone, never counted.
      const leftOver = row.presence === 'deleted-since-report' && row.status === 'NOT_APPLICABLE';
      if (says(row.status) && !leftOver) wrong.push(`${row.id}: invented, ${row.status}`);
      continue;
    }
    for (const column of ['console', 'active_keys', 'status', 'strength', 'slots_used', 'root_state'] as const)
      if (says(row[column]) && row[column] !== expected[column])
        wrong.push(`${row.id}: ${column} ${row[column]} instead of ${expected[column]}`);
    if (row.presence !== expected.presence) wrong.push(`${row.id}: ${row.presence}`);
    const [mine, theirs] = [found, truth].map((all) =>
      all.devices.filter((device) => device.principal_id === row.id).map((device) => device.serial_number),
    );
    if (row.devices_complete === 1 && String(mine) !== String(theirs))
      wrong.push(`${row.id}: complete with ${mine} instead of ${theirs}`);
    if (mine?.some((serial) => !theirs?.includes(serial))) wrong.push(`${row.id}: invented device in ${mine}`);
  }
  const attributions = new Map(truth.attributions.map((row) => [row.event_id, row]));
  for (const row of found.attributions) {
    const expected = attributions.get(row.event_id);
    for (const column of ['serial_number', 'person_id', 'mfa_used', 'principal_id'] as const)
      if (row[column] !== null && row[column] !== expected?.[column])
        wrong.push(`${row.event_id}: ${column} ${row[column]} instead of ${expected?.[column]}`);
  }
  expect(wrong).toEqual([]);
}

interface Case {
  readonly action: string;
  readonly effect: FaultEffect;
  readonly region?: string;
}

async function holds({ action, effect, region }: Case, error: RegExp) {
  const [service, operation = ''] = action.split(':');
  // Who may not ask for a report may still read one that is there.
  const reported = action !== 'iam:GenerateCredentialReport';
  const truth = await undisturbed(reported);
  // What the caller asks in its own account is hit there; everything else in the member.
  const accountId = /^organizations|AssumeRole|ListOrganizationsFeatures/.test(action)
    ? sampleAccountIds.management
    : hit;
  const on = { accountId, operation, ...(region === undefined ? {} : { region }) };
  const { ended, outcomes, found, calls } = await collect([{ on, effect }], reported);
  expect(service).toBe(calls.find((call) => call.operation === operation)?.service);

  const troubles = outcomes.filter((outcome) => !isWell(outcome));
  const new_ = troubles.filter((one) => {
    const before = truth.outcomes.find(
      (o) => o.accountId === one.accountId && o.source === one.source && o.region === one.region,
    );
    return before === undefined || isWell(before);
  });
  expect([...new_.map((one) => `${one.action} ${one.error}`), ended.error ?? ''].join('\n')).toMatch(
    new RegExp(`${action}[ :].*${error.source}`),
  );
  for (const one of new_) expect(`${one.source} ${one.action}`).toBe(`${one.source} ${action}`);
  if (region !== undefined) expect(new_.map((one) => one.region)).toEqual([region]);
  expectNothingElse(found, truth.found, outcomes);

  // The other account has lost nothing.
  const other = accountId === hit ? sampleAccountIds.management : hit;
  const isReached = !/^organizations:ListAccounts|AssumeRole/.test(action);
  if (isReached && !/ListOrganizationsFeatures|DescribeOrganization/.test(action))
    expect(comparable(partOf(found, other), action)).toEqual(comparable(partOf(truth.found, other), action));
  // Sign-ins are lost only with their own source.
  const elsewhere = (all: Found) =>
    partOf(all, hit).logins.filter((login) => region !== undefined && login.region !== region);
  if (region !== undefined) expect(elsewhere(found)).toEqual(elsewhere(truth.found));
  else if (isReached && operation !== 'LookupEvents' && operation !== 'DescribeRegions')
    expect(found.logins).toEqual(truth.found.logins);
}

/** Every action of the policy file that a collection asks by itself; root sessions have a file of their own. */
const asked = [policy.hub, policy.members, policy.optional];
const actions = [...new Set(asked.flatMap(({ Statement }) => Statement.flatMap(({ Action }) => Action)))].sort();

describe('an action that is denied costs only what depended on it', () => {
  it.each(actions)('%s', (action) => holds({ action, effect: { kind: 'deny' } }, /AccessDenied|UnauthorizedOperation/));
});

it('a management account that answers last is heard in judging the others', async () => {
  const late: Fault = { on: { operation: 'ListOrganizationsFeatures' }, effect: { kind: 'delay', ms: 4_000 } };
  const noEvents: Fault = { on: { accountId: hit, operation: 'LookupEvents' }, effect: { kind: 'deny' } };
  const { found } = await collect([late, noEvents], true);
  const root = found.principals.find(({ id }) => id === `${hit}:root`);
  expect(root?.detail).toMatch(/Central management of root credentials is on/);
});

describe('an answer that is none costs only what depended on it', () => {
  const effects: readonly (readonly [FaultEffect, RegExp])[] = [
    [{ kind: 'throttle' }, /Throttling|TooManyRequests|RequestLimitExceeded/],
    [{ kind: 'html' }, /.*(HTML|IncompleteAnswer)/],
    [{ kind: 'empty' }, /.*(empty|IncompleteAnswer)/],
    [{ kind: 'cut-off' }, /.*(cut off|cut-off|UnreadableAnswer)/],
    [{ kind: 'disconnect' }, /ECONNRESET|EPIPE|TimeoutError/],
    [{ kind: 'hang' }, /TimeoutError/],
    [{ kind: 'error', status: 500, code: 'InternalFailure', message: 'Internal error.' }, /InternalFailure/],
  ];
  const each = effects.flatMap(([effect, error]) =>
    ['iam:ListUsers', 'iam:GetCredentialReport'].map((action) => ({
      says: `${action}: ${effect.kind}`,
      ...{ action, effect, error },
    })),
  );
  it.each(each)('$says', ({ action, effect, error }) => holds({ action, effect }, error));

  const regional = effects.map(([effect, error]) => ({ says: effect.kind, effect, error }));
  it.each(regional)('cloudtrail:LookupEvents in one Region: $says', ({ effect, error }) =>
    holds({ action: 'cloudtrail:LookupEvents', region: 'eu-north-1', effect }, error),
  );
});
