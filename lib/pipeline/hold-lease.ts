import { second } from '#lib/domain/instant';
import { KeyholderError } from '#lib/domain/keyholder-error';
import { type Lease, leaseLasts, leaseRenewedEvery, releaseLease, renewLease, takeLease } from '#lib/store/leases';
import { pause } from './pause.ts';
import type { CollectingContext } from './pipeline-context.ts';

/** How long a strange holder is waited out before this account is given up for this run. */
const patience = leaseLasts + 15 * second;

/**
 * Does work under an account's lease, which is renewed meanwhile and given back at the end. A strange holder's is waited out.
 * @throws KeyholderError LEASE_LOST when it cannot be had, or was lost
 */
export async function withLease<T>(
  context: CollectingContext,
  accountId: string,
  work: (lease: Lease) => Promise<T>,
): Promise<T> {
  const lease = await waitForLease(context, accountId);
  const renew = setInterval(() => {
    renewLease(context.write, lease, context.clock()).catch((error) =>
      context.log.error(`the lease of ${accountId} could not be renewed`, error),
    );
  }, leaseRenewedEvery);
  try {
    return await work(lease);
  } finally {
    clearInterval(renew);
    await releaseLease(context.write, lease);
  }
}

async function waitForLease(context: CollectingContext, accountId: string): Promise<Lease> {
  const { write, clock, holder, signal } = context;
  for (let waited = 0; waited <= patience && !signal.aborted; waited += second) {
    const lease = await tryLease({ write, clock, holder }, accountId);
    if (lease) return lease;
    await pause(second, signal);
  }
  throw new KeyholderError('LEASE_LOST', `Another worker is reading account ${accountId}.`);
}

export const tryLease = (
  { write, clock, holder }: Pick<CollectingContext, 'write' | 'clock' | 'holder'>,
  accountId: string,
): Promise<Lease | null> => takeLease(write, { accountId, supervisor: holder, worker: 'collect', now: clock() });
