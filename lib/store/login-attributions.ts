import type { Selectable } from 'kysely';
import type { Attribution, ConsoleLogin } from '#lib/domain/console-login';
import type { PrincipalId } from '#lib/domain/principal';
import { batches } from './batches.ts';
import type { ReadStore } from './read-store.ts';
import type { Schema } from './schema.ts';
import { searchText } from './search-text.ts';
import type { WriteStore } from './write-store.ts';

/** A login with what is known of its device and person. */
export interface AttributedLogin {
  readonly login: ConsoleLogin;
  readonly attribution: Attribution;
  /** Whether its principal counts as shared. */
  readonly shared: boolean;
  /** Name of the person for the search box: the custodian's, else `attribution.personName`. */
  readonly personLabel: string | null;
}

/**
 * Writes these, in place of what was known of the same logins. Some hundreds at a time keep the transaction short. What a login
 * is known as already is not written again: a principal's logins are attributed anew more often than the answer changes.
 */
export async function putLoginAttributions(tx: WriteStore, logins: readonly AttributedLogin[]): Promise<void> {
  for (const batch of batches(logins, 21)) {
    await tx.db
      .insertInto('login_attributions')
      .values(batch.map(toRow))
      .onConflict((oc) =>
        oc
          .columns(['account_id', 'event_id'])
          .doUpdateSet((eb) => Object.fromEntries(answer.map((column) => [column, eb.ref(`excluded.${column}`)])))
          .where((eb) =>
            eb.or(
              answer.map((column) =>
                eb(`login_attributions.${column}`, 'is distinct from', eb.ref(`excluded.${column}`)),
              ),
            ),
          ),
      )
      .execute();
  }
}

function toRow({ login, attribution: a, shared, personLabel }: AttributedLogin) {
  return {
    account_id: login.accountId,
    event_id: login.eventId,
    time: login.time,
    principal_id: login.principalId,
    shared: shared ? 1 : 0,
    outcome: login.outcome,
    identity: login.identity,
    mfa_used: login.mfaUsed === null ? null : login.mfaUsed ? 1 : 0,
    state: a.state,
    basis: a.basis,
    serial_number: a.device?.serialNumber ?? null,
    device_type: a.device?.type ?? null,
    instance_id: a.device?.instanceId ?? null,
    enabled_at: a.device?.enabledAt ?? null,
    removed_at: a.device?.removedAt ?? null,
    person_id: a.personId,
    person_name: a.personName,
    custody_id: a.custodyId,
    reason: a.reason,
    flags: JSON.stringify(a.flags),
    search: searchText([
      login.userName,
      login.sourceIp,
      login.region,
      login.provider,
      personLabel ?? a.personName,
      a.device?.serialNumber ?? login.mfaIdentifier,
      login.eventId,
    ]),
  } satisfies Schema['login_attributions'];
}

/** What may be answered otherwise another time; the rest follows from the event itself. */
const answer = [
  'shared',
  'state',
  'basis',
  'serial_number',
  'device_type',
  'instance_id',
  'enabled_at',
  'removed_at',
  'person_id',
  'person_name',
  'custody_id',
  'reason',
  'flags',
  'search',
] as const satisfies readonly Exclude<keyof Schema['login_attributions'], 'account_id' | 'event_id'>[];

/** A principal's, oldest first. */
export async function listAttributions(read: ReadStore, principalId: PrincipalId): Promise<Attribution[]> {
  const rows = await read.db
    .selectFrom('login_attributions')
    .selectAll()
    .where('principal_id', '=', principalId)
    .orderBy('time')
    .orderBy('event_id')
    .execute();
  return rows.map(toAttribution);
}

export function toAttribution(row: Selectable<Schema['login_attributions']>): Attribution {
  return {
    accountId: row.account_id,
    eventId: row.event_id,
    state: row.state,
    basis: row.basis,
    device:
      row.serial_number === null || row.device_type === null
        ? null
        : {
            serialNumber: row.serial_number,
            type: row.device_type,
            instanceId: row.instance_id,
            enabledAt: row.enabled_at,
            removedAt: row.removed_at,
          },
    personId: row.person_id,
    personName: row.person_name,
    custodyId: row.custody_id,
    reason: row.reason,
    flags: JSON.parse(row.flags),
  };
}
