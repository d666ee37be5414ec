/** What can go wrong on purpose: AWS refusing, throttling, hanging, or a proxy answering in its place. */
import type { AwsRequest } from './aws-request.ts';
import type { Service } from './wire-answer.ts';

export type FaultEffect =
  /** AccessDenied, worded as the service words it. */
  | { readonly kind: 'deny' }
  | { readonly kind: 'throttle' }
  /** The connection is accepted and never answered. */
  | { readonly kind: 'hang' }
  /** The connection is closed without an answer. */
  | { readonly kind: 'disconnect' }
  /** Status 200 with a page of HTML, as a captive proxy answers. */
  | { readonly kind: 'html' }
  /** Status 200, no body. */
  | { readonly kind: 'empty' }
  /** Status 200, the right answer cut off in the middle. */
  | { readonly kind: 'cut-off' }
  /** The right answer, in another spelling: what AWS may write as well. */
  | { readonly kind: 'rewrite'; readonly body: (body: string) => string }
  /** The right answer, later. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** Any error: status and code on the wire. */
  | { readonly kind: 'error'; readonly status: number; readonly code: string; readonly message: string };

export interface Fault {
  /** What it hits; everything left out matches. */
  readonly on: {
    readonly accountId?: string;
    readonly service?: Service;
    readonly operation?: string;
    readonly region?: string;
    /** User name, serial number, role ARN or event name of the request. */
    readonly subject?: string;
  };
  readonly effect: FaultEffect;
  /** How many matching requests pass untouched first; 0 if left out. */
  readonly after?: number;
  /** How many it then hits; for ever if left out. */
  readonly times?: number;
}

export interface Faults {
  set(faults: readonly Fault[]): void;
  /** The effect on this request, or null. Counts the request against `after` and `times`. */
  meet(request: AwsRequest, accountId: string | null): FaultEffect | null;
}

export function createFaults(initial: readonly Fault[]): Faults {
  let active: { readonly fault: Fault; met: number }[] = [];
  const set = (faults: readonly Fault[]) => {
    active = faults.map((fault) => ({ fault, met: 0 }));
  };
  set(initial);
  return {
    set,
    meet(request, accountId) {
      for (const entry of active) {
        const { on, after = 0, times = Number.POSITIVE_INFINITY } = entry.fault;
        if (on.accountId !== undefined && on.accountId !== accountId) continue;
        if (on.service !== undefined && on.service !== request.service) continue;
        if (on.operation !== undefined && on.operation !== request.operation) continue;
        if (on.region !== undefined && on.region !== request.region) continue;
        if (on.subject !== undefined && on.subject !== request.subject) continue;
        entry.met += 1;
        if (entry.met > after && entry.met <= after + times) return entry.fault.effect;
      }
      return null;
    },
  };
}
