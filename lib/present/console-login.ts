import { type Scope, scopeAllows } from '#lib/domain/actor';
import { hour, type Instant, toIso } from '#lib/domain/instant';
import { KeyholderError } from '#lib/domain/keyholder-error';
import { type EvidenceCall, getEvidence } from '#lib/store/evidence';
import { findRoleSwitches } from '#lib/store/find-role-switches';
import { listLogins } from '#lib/store/list-console-logins';
import type { ReadStore } from '#lib/store/read-store';
import { loginView } from './console-logins.ts';
import type { LoginDetailView } from './views/logins.ts';

/** A console session ends at the latest after twelve hours (AWS Management Console, session duration). */
const longestSession = 12 * hour;

/**
 * GET /console-logins/{accountId}/{eventId}: one sign-in, down to the record CloudTrail delivered.
 * @throws KeyholderError NOT_FOUND
 */
export async function getConsoleLogin(
  read: ReadStore,
  scope: Scope,
  query: { accountId: string; eventId: string },
  _now: Instant,
): Promise<LoginDetailView> {
  const own: Scope = { kind: 'accounts', accountIds: scopeAllows(scope, query.accountId) ? [query.accountId] : [] };
  const page = { after: null, limit: 1, descending: true };
  const [row] = (await listLogins(read, own, { eventId: query.eventId }, page)).rows;
  if (!row)
    throw new KeyholderError('NOT_FOUND', 'There is no sign-in with this event id in this account.', { ...query });
  const block = await getEvidence(read, row.evidenceSha256);
  const call = block?.calls.find(({ bytes }) => bytes !== undefined);
  const switches =
    row.arn === null || row.outcome === 'failure'
      ? []
      : await findRoleSwitches(read, scope, row.arn, row.time, row.time + longestSession);
  return {
    ...loginView(row),
    raw: recordIn(call, row.evidenceIndex),
    evidenceSha256: row.evidenceSha256,
    action: call?.action ?? 'cloudtrail:LookupEvents',
    requestId: call?.requestId ?? null,
    readAt: toIso(call?.at ?? block?.lastAt ?? row.time),
    roleSwitches: switches.map((one) => ({ time: toIso(one.time), roleArn: one.roleArn, accountId: one.accountId })),
  };
}

/** A page of events is kept as a JSON array of CloudTrail's texts, so that each stays byte for byte what it was. */
function recordIn(call: EvidenceCall | undefined, index: number): string {
  const records: unknown = call?.bytes === undefined ? [] : JSON.parse(call.bytes);
  const record: unknown = Array.isArray(records) ? records[index] : undefined;
  return typeof record === 'string' ? record : '';
}
