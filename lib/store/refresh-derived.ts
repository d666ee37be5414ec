import { sql } from 'kysely';
import type { PrincipalId } from '#lib/domain/principal';
import { batches } from './batches.ts';
import { transact, type WriteStore } from './write-store.ts';

/**
 * Columns that follow from other projections: since when a principal fails and when and how it last signed in; which instance a
 * listed device is now, and when it was last used. To be called after statuses, devices, instances or attributions of these
 * principals were written. Each hundred is a short transaction of its own; within a transaction all are part of it.
 */
export async function refreshDerived(write: WriteStore, principals: readonly PrincipalId[]): Promise<void> {
  for (const batch of batches([...new Set(principals)], 60)) {
    await transact(write, async (tx) => {
      const ids = sql.join(batch);
      await sql`update principals set
          failing_since = (select i.from_at from status_intervals i where i.principal_id = principals.id
            and i.check_id = case principals.kind when 'RootUser' then 'root-account-mfa-enabled' else 'mfa-enabled-for-iam-console-access' end
            and i.to_at is null and i.status = 'NON_COMPLIANT'),
          (last_login_at, last_login_serial, last_login_mfa) = (select a.time, a.serial_number, a.mfa_used from login_attributions a
            where a.principal_id = principals.id and a.outcome = 'success' order by a.time desc, a.event_id desc limit 1)
        where id in (${ids})`.execute(tx.db);
      await sql`update mfa_devices set instance_id = (select i.id from device_instances i
            where i.principal_id = mfa_devices.principal_id and i.serial_number = mfa_devices.serial_number and i.ended = 0
            order by coalesce(i.from_latest, i.from_earliest, 0) desc, i.id limit 1)
        where principal_id in (${ids})`.execute(tx.db);
      await sql`update mfa_devices set last_used_at = (select max(a.time) from login_attributions a
            where a.instance_id = mfa_devices.instance_id and a.state in ('person', 'device'))
        where principal_id in (${ids})`.execute(tx.db);
    });
  }
}
