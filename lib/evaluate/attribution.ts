import type { Attribution, ConsoleLogin, EventCoverage } from '#lib/domain/console-login';
import type { Instant } from '#lib/domain/instant';
import type { DeviceInstance } from '#lib/domain/mfa-device';
import type { Custody, Person } from '#lib/domain/person';
import type { PrincipalId } from '#lib/domain/principal';

/** What is known of one principal that may explain its logins. */
export interface LoginContext {
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
  readonly asOf: Instant;
}

/** Device and person of each login of one principal (or of logins without one: `principal` null), in the order given. */
export function attributeLogins(logins: readonly ConsoleLogin[], context: LoginContext): readonly Attribution[] {
  throw new Error(`${logins.length} ${context.asOf} is on its way`);
}
