/** The sample organization behind the stand-in, with everything `keyholder demo` needs to point the product at it. */
import type { Clock } from '#lib/domain/instant';
import { sampleCustodyCsv, sampleOrganization, samplePeopleCsv } from './sample-organization/sample-organization.ts';
import { sampleExternalId, sampleRoleName } from './sample-organization/sample-plan.ts';
import type { CallLog } from './stand-in/call-log.ts';
import { startStandIn } from './stand-in/stand-in.ts';

export interface DemoStandInOptions {
  readonly clock: Clock;
  /** Left out: any free port on 127.0.0.1. */
  readonly port?: number;
  /** AWS's own pace instead of fifty times it. */
  readonly realistic?: boolean;
  readonly seed?: number;
}

export interface DemoStandIn {
  /** For `AWS_ENDPOINT_URL`. */
  readonly url: string;
  readonly port: number;
  /** Invented; they open nothing but this stand-in. */
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly region: string;
  /** For `KEYHOLDER_ROLE_NAME` and `KEYHOLDER_EXTERNAL_ID`. */
  readonly roleName: string;
  readonly externalId: string;
  readonly organizationName: string;
  /**
   * To be imported through the product, people first, once a collection has ended: a device that was removed is known only
   * from the sign-ins and device changes, which are read last.
   */
  readonly peopleCsv: string;
  readonly custodyCsv: string;
  readonly log: CallLog;
  close(): Promise<void>;
}

/** Fails with the system's error when the port is taken (`EADDRINUSE`). */
export async function startDemoStandIn(options: DemoStandInOptions): Promise<DemoStandIn> {
  const { clock, port, realistic, seed } = options;
  const now = clock();
  const organization = sampleOrganization(now, seed);
  const standIn = await startStandIn({
    organization,
    clock,
    ...(port === undefined ? {} : { port }),
    ...(realistic === undefined ? {} : { realistic }),
  });
  const { url, credentials, log, close } = standIn;
  return {
    url,
    port: standIn.port,
    accessKeyId: credentials.accessKeyId,
    secretAccessKey: credentials.secretAccessKey,
    region: 'us-east-1',
    roleName: sampleRoleName,
    externalId: sampleExternalId,
    organizationName: organization.name,
    peopleCsv: samplePeopleCsv(now, seed),
    custodyCsv: sampleCustodyCsv(now, seed),
    log,
    close,
  };
}
