/** One request answered: who calls, may they, is it their turn, and then the operation itself. */
import type { Instant } from '#lib/domain/instant';
import { authorizationOperations } from './authorization-details.ts';
import type { AwsRequest } from './aws-request.ts';
import { cloudtrailOperations } from './cloudtrail-operations.ts';
import { ec2Operations } from './ec2-operations.ts';
import type { FaultEffect } from './faults.ts';
import { iamAccountOperations } from './iam-account-operations.ts';
import { iamUserOperations } from './iam-user-operations.ts';
import type { TakeToken } from './limits.ts';
import type { Call, StandInState } from './operation.ts';
import { organizationsOperations } from './organizations-operations.ts';
import { rootSessionAllows } from './root-session.ts';
import { stsOperations } from './sts-operations.ts';
import {
  AwsError,
  accessDenied,
  jsonAnswer,
  throttled,
  unknownKey,
  type WireAnswer,
  xmlAnswer,
} from './wire-answer.ts';

const xmlOperations = {
  iam: { ...iamAccountOperations, ...iamUserOperations, ...authorizationOperations },
  sts: stsOperations,
  ec2: ec2Operations,
};
const jsonOperations = { organizations: organizationsOperations, cloudtrail: cloudtrailOperations };

/** What the request was refused on, in the words of an ARN. */
function resourceOf(request: AwsRequest, accountId: string, partition: string): string {
  const userName = request.form.get('UserName');
  if (request.service === 'iam' && userName) return `arn:${partition}:iam::${accountId}:user/${userName}`;
  return request.subject?.startsWith('arn:') ? request.subject : '*';
}

function answerOperation(call: Call, requestId: string): WireAnswer {
  const { service, operation } = call.request;
  if (service === 'organizations' || service === 'cloudtrail') {
    const operate = jsonOperations[service][operation];
    if (operate) return jsonAnswer(operate(call));
    throw new AwsError(400, 'UnknownOperationException', '');
  }
  const operate = xmlOperations[service][operation];
  if (operate) return xmlAnswer(service, operation, operate(call), requestId);
  throw new AwsError(400, 'InvalidAction', `Could not find operation ${operation}`);
}

export interface Answering {
  readonly state: StandInState;
  readonly takeToken: TakeToken;
}

/** Throws AwsError for everything AWS refuses. `effect` is a fault that takes AWS's own part: denial, throttling, an error. */
export function answerCall(
  { state, takeToken }: Answering,
  request: AwsRequest,
  effect: FaultEffect | null,
  requestId: string,
  now: Instant,
): WireAnswer {
  const { service, operation, region } = request;
  const caller = state.keys.identify(request.accessKeyId, request.signed, request.sessionToken, service, now);
  const account = state.accounts.get(caller.accountId);
  if (!account) throw unknownKey(service);
  // An account's keys are not known in Regions it has not enabled.
  const regional = service === 'cloudtrail' || service === 'ec2';
  if (regional && !account.account.enabledRegions.includes(region)) throw unknownKey(service);
  if (!takeToken(service, caller.accountId, region)) throw throttled(service);

  const action = `${service}:${operation}`;
  const denied = account.account.deniedActions.some(
    (d) => d.action === action && (d.subject === undefined || d.subject === request.subject),
  );
  // Everybody may ask who they are (STS API Reference, GetCallerIdentity: no permissions are required).
  const outOfTask = caller.isRoot === true && !rootSessionAllows(action);
  if (((denied || outOfTask) && operation !== 'GetCallerIdentity') || effect?.kind === 'deny') {
    throw accessDenied(service, caller.arn, action, resourceOf(request, caller.accountId, account.partition));
  }
  if (effect?.kind === 'throttle') throw throttled(service);
  if (effect?.kind === 'error') throw new AwsError(effect.status, effect.code, effect.message);
  return answerOperation({ state, account, caller, request, now }, requestId);
}
