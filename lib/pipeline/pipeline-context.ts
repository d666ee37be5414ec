import type { Aws } from '#lib/aws/aws';
import type { Clock } from '#lib/domain/instant';
import type { WriteStore } from '#lib/store/write-store';
import type { Log } from './log.ts';

/** What every step of the pipeline gets. Nothing in this folder reads the process, its clock or its environment. */
export interface PipelineContext {
  readonly write: WriteStore;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly log: Log;
}

/** For the steps that ask AWS: in the worker and on the command line, never in the web process. */
export interface CollectingContext extends PipelineContext {
  readonly aws: Aws;
  /** Who holds the leases: a name no other living process has (see worker-name.ts). */
  readonly holder: string;
  /** The role to assume in accounts, from the environment; a connection's own wins. */
  readonly roleName: string | null;
  readonly externalId: string | null;
  /** The environment's Region; null leaves it to AWS's configuration. */
  readonly region: string | null;
  /** Aborted when this process is told to stop. */
  readonly signal: AbortSignal;
}
