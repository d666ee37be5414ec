/** What an operation of the stand-in gets to answer from. */
import type { Instant } from '#lib/domain/instant';
import type { Organization } from '../organization.ts';
import type { AccessKeys, Caller } from './access-keys.ts';
import type { AccountState } from './account-state.ts';
import type { AwsRequest } from './aws-request.ts';
import type { CredentialReports } from './credential-report.ts';
import type { Limits } from './limits.ts';
import { AwsError } from './wire-answer.ts';

export interface StandInState {
  readonly organization: Organization;
  readonly accounts: ReadonlyMap<string, AccountState>;
  readonly keys: AccessKeys;
  readonly reports: CredentialReports;
  readonly limits: Limits;
}

export interface Call {
  readonly state: StandInState;
  /** The account whose credentials sign the request. */
  readonly account: AccountState;
  readonly caller: Caller;
  readonly request: AwsRequest;
  readonly now: Instant;
}

/** Answers the inside of `<…Result>`; throws AwsError. */
export type XmlOperation = (call: Call) => string;
export type JsonOperation = (call: Call) => object;

export const validationError = (message: string): AwsError => new AwsError(400, 'ValidationError', message);
export const noSuchEntity = (message: string): AwsError => new AwsError(404, 'NoSuchEntity', message);
export const noSuchUser = (userName: string): AwsError =>
  noSuchEntity(`The user with name ${userName} cannot be found.`);

export function requiredParameter(form: URLSearchParams, name: string): string {
  const value = form.get(name);
  if (!value) {
    throw validationError(
      `1 validation error detected: Value null at '${name.charAt(0).toLowerCase()}${name.slice(1)}' failed to satisfy constraint: Member must not be null`,
    );
  }
  return value;
}
