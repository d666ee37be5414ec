/**
 * AWS in one process: IAM, STS, EC2, Organizations and CloudTrail as far as Keyholder asks them, on the wire as the AWS
 * SDK expects it, answered from an organization and a clock. Reached through `AWS_ENDPOINT_URL`; listens on loopback only.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Clock, Instant } from '#lib/domain/instant';
import type { Organization } from '../organization.ts';
import { createAccessKeys, type IssuedKey } from './access-keys.ts';
import { createAccountState } from './account-state.ts';
import { answerCall } from './answer-call.ts';
import { type AwsRequest, readAwsRequest } from './aws-request.ts';
import { type CallLog, createCallLog } from './call-log.ts';
import { createCredentialReports } from './credential-report.ts';
import { createFaults, type Fault, type FaultEffect } from './faults.ts';
import { createTokenBuckets, type Limits, realisticLimits, speededLimits } from './limits.ts';
import type { StandInState } from './operation.ts';
import { AwsError, errorAnswer, unknownKey, type WireAnswer } from './wire-answer.ts';

export interface StandInOptions {
  readonly organization: Organization;
  readonly clock: Clock;
  /** 0 or left out: any free port. */
  readonly port?: number;
  /** AWS's own pace instead of fifty times it. */
  readonly realistic?: boolean;
  /** Over the pace chosen by `realistic`. */
  readonly limits?: Partial<Limits>;
  readonly faults?: readonly Fault[];
  /** Invented access keys follow from it. */
  readonly seed?: number;
  /** Monotonic milliseconds, for rates and the making of reports. */
  readonly ticks?: () => number;
}

export interface StandIn {
  /** For `AWS_ENDPOINT_URL`. */
  readonly url: string;
  readonly port: number;
  /** The caller's invented access key. */
  readonly credentials: IssuedKey;
  readonly log: CallLog;
  setFaults(faults: readonly Fault[]): void;
  close(): Promise<void>;
}

const speed = 50;
const maxBody = 1_048_576;

function stateOf(organization: Organization, limits: Limits, seed: number, ticks: () => number): StandInState {
  return {
    organization,
    accounts: new Map(organization.accounts.map((a) => [a.id, createAccountState(a, organization.partition)])),
    keys: createAccessKeys(seed),
    reports: createCredentialReports(limits.reportBuildMs, ticks),
    limits,
  };
}

function issueCallerKey(state: StandInState): IssuedKey {
  const { organization } = state;
  const { accountId, userName } = organization.caller;
  const user = state.accounts.get(accountId)?.account.users.find((u) => u.userName === userName);
  if (!user) throw new Error(`The caller ${userName} is not a user of account ${accountId}.`);
  const arn = `arn:${organization.partition}:iam::${accountId}:user${user.path}${userName}`;
  return state.keys.issueLongTerm({ accountId, arn, userId: user.uniqueId, userName });
}

const htmlPage: WireAnswer = {
  status: 200,
  contentType: 'text/html',
  body: '<!doctype html><html><head><title>Sign in to the network</title></head><body>Please accept the terms.</body></html>',
};

function send(response: ServerResponse, answer: WireAnswer, requestId: string, cutOff: boolean): void {
  const body = cutOff ? answer.body.slice(0, Math.floor(answer.body.length / 2)) : answer.body;
  response.writeHead(answer.status, {
    'Content-Type': answer.contentType,
    'Content-Length': Buffer.byteLength(body),
    'x-amzn-RequestId': requestId,
  });
  response.end(body);
}

/** Starts listening; the promise ends once requests are answered, and fails when the port is taken. */
export async function startStandIn(options: StandInOptions): Promise<StandIn> {
  const { organization, clock, ticks = () => performance.now() } = options;
  const pace = options.realistic ? realisticLimits : speededLimits(realisticLimits, speed);
  const limits: Limits = { ...pace, ...options.limits };
  const state = stateOf(organization, limits, options.seed ?? 1, ticks);
  const credentials = issueCallerKey(state);
  const answering = { state, takeToken: createTokenBuckets(limits, ticks) };
  const faults = createFaults(options.faults ?? []);
  const log = createCallLog();
  const started = ticks();

  let requests = 0;
  const nextRequestId = () => {
    requests += 1;
    return `5a3c9e10-0000-4000-8000-${requests.toString(16).padStart(12, '0')}`;
  };

  let arrivedUntil: Instant = Number.NEGATIVE_INFINITY;
  const takeArrivals = (now: Instant) => {
    if (!organization.arrivals || now - arrivedUntil < 1_000) return;
    for (const { accountId, event } of organization.arrivals(arrivedUntil, now)) {
      state.accounts.get(accountId)?.record(event);
    }
    arrivedUntil = now;
  };

  const accountIdOf = (request: AwsRequest): string | null => {
    try {
      return state.keys.identify(request.accessKeyId, true, request.sessionToken, request.service, 0).accountId;
    } catch {
      return null;
    }
  };

  const respond = (request: AwsRequest, response: ServerResponse) => {
    const now = clock();
    takeArrivals(now);
    const requestId = nextRequestId();
    const accountId = accountIdOf(request);
    const effect: FaultEffect | null = faults.meet(request, accountId);
    const note = (outcome: string) => {
      const { service, operation, region, subject } = request;
      log.add({ at: ticks() - started, accountId, service, operation, region, subject, outcome });
    };
    if (effect?.kind === 'hang') return note('hang');
    if (effect?.kind === 'disconnect') {
      note('disconnect');
      response.destroy();
      return;
    }
    let answer: WireAnswer;
    let outcome = 'ok';
    try {
      answer = answerCall(answering, request, effect, requestId, now);
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      outcome = error.code;
      answer = errorAnswer(request.service, error, requestId);
    }
    if (effect?.kind === 'rewrite') answer = { ...answer, body: effect.body(answer.body) };
    if (effect?.kind === 'html') answer = htmlPage;
    if (effect?.kind === 'empty') answer = { ...answer, status: 200, body: '' };
    if (effect?.kind === 'html' || effect?.kind === 'empty' || effect?.kind === 'cut-off') outcome = effect.kind;
    note(outcome);
    const wait = limits.latencyMs + (effect?.kind === 'delay' ? effect.ms : 0);
    const deliver = () => send(response, answer, requestId, effect?.kind === 'cut-off');
    if (wait > 0) setTimeout(deliver, wait);
    else deliver();
  };

  const server = createServer((incoming: IncomingMessage, response: ServerResponse) => {
    const parts: Buffer[] = [];
    let size = 0;
    incoming.on('data', (part: Buffer) => {
      size += part.length;
      if (size > maxBody) incoming.destroy();
      else parts.push(part);
    });
    incoming.on('end', () => {
      const request =
        incoming.method === 'POST' ? readAwsRequest(incoming.headers, Buffer.concat(parts).toString()) : null;
      if (request) respond(request, response);
      else send(response, errorAnswer('sts', unknownKey('sts'), '0'), '0', false);
    });
  });
  // The SDK keeps its connections; a connection closed between two requests would look like a fault.
  server.keepAliveTimeout = 120_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    credentials,
    log,
    setFaults: faults.set,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
