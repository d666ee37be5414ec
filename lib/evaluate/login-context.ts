import type { Attribution, EventCoverage } from '#lib/domain/console-login';
import type { Instant } from '#lib/domain/instant';
import type { DeviceInstance } from '#lib/domain/mfa-device';
import type { Custody, Person } from '#lib/domain/person';
import type { PrincipalId } from '#lib/domain/principal';

/** What is known of one principal that may explain its logins. */
export interface LoginContext {
  /** Null for logins that belong to no IAM user or root. */
  readonly principal: {
    readonly id: PrincipalId;
    readonly userName: string;
    /** Declared, tagged or root. */
    readonly shared: boolean;
    /** By its signals; later work, false until then. */
    readonly suspected: boolean;
  } | null;
  /** All of the principal's, ended ones included. */
  readonly instances: readonly DeviceInstance[];
  /** Of the principal's devices; `validTo` is the earliest end known. */
  readonly custodies: readonly Custody[];
  readonly people: ReadonlyMap<string, Person>;
  /** Serial numbers of the account's devices to the principals that have or had them. */
  readonly ownersBySerial: ReadonlyMap<
    string,
    readonly { readonly principalId: PrincipalId; readonly userName: string }[]
  >;
  /** Lifecycle coverage of the account. */
  readonly lifecycleCoverage: readonly EventCoverage[];
  /** When the principal's complete device list was read; null when it never was (root: always null). */
  readonly deviceListReadAt: Instant | null;
  /** What was recorded later is not known yet. */
  readonly asOf: Instant;
}

/** An answer before it is put beside its event. */
export type Explained = Omit<Attribution, 'accountId' | 'eventId'>;

/** A state that names neither device nor person. */
export const nothingMore = {
  basis: null,
  device: null,
  personId: null,
  personName: null,
  custodyId: null,
  flags: [],
} as const;
