import { GenerateCredentialReportCommand, GetCredentialReportCommand } from '@aws-sdk/client-iam';
import type { AccountAws } from '#lib/aws/account-aws';
import type { AwsCall } from '#lib/aws/aws-call';
import { AwsFailure } from '#lib/aws/aws-failure';
import { minute } from '#lib/domain/instant';
import type { Source } from './source.ts';

export interface CredentialReportAnswer {
  /** The CSV, byte for byte. */
  readonly Content: string;
  /** AWS's own time for it: asked again within four hours, AWS gives the same report. */
  readonly GeneratedTime: Date;
}

/** A report that was asked for while other work goes on; `read` takes it from there. */
export interface StartedReport {
  readonly complete: boolean;
  readonly calls: readonly AwsCall[];
  /** Why it could not be asked for; an existing report may still be readable. */
  readonly failure: AwsFailure | null;
}

export interface CredentialReportInput {
  /** Null starts it now. */
  readonly started: StartedReport | null;
  /** Milliseconds between two polls: at least 2,000 against AWS. */
  readonly pollEvery: number;
  /** Milliseconds until it is given up; 15 minutes unless told. A large account takes minutes (case U7). */
  readonly giveUpAfter?: number;
}

/** Asks AWS to build the report. Fails only when the run is stopped: a refusal is told by `read`. */
export async function startCredentialReport(aws: AccountAws): Promise<StartedReport> {
  try {
    const { answer, call } = await generate(aws);
    return { complete: answer.State === 'COMPLETE', calls: [call], failure: null };
  } catch (error) {
    if (!(error instanceof AwsFailure)) throw error;
    return { complete: false, calls: error.call ? [error.call] : [], failure: error };
  }
}

export const credentialReport: Source<CredentialReportInput, CredentialReportAnswer> = {
  id: 'credential-report',
  actions: ['iam:GenerateCredentialReport', 'iam:GetCredentialReport'],
  async *read(aws, input) {
    const started = input.started ?? (await startCredentialReport(aws));
    const calls: AwsCall[] = [...started.calls];
    const giveUpAt = aws.clock() + (input.giveUpAfter ?? 15 * minute);
    // Who may not ask for a report may still get one that was asked for by somebody else within four hours.
    let complete = started.complete || started.failure !== null;
    let askedAgain = false;
    for (;;) {
      if (!complete) {
        if (aws.clock() >= giveUpAt) throw notReady(calls.at(-1));
        await aws.wait(input.pollEvery);
        const { answer, call } = await generate(aws);
        calls.push(call);
        complete = answer.State === 'COMPLETE';
        continue;
      }
      try {
        const { answer, call } = await get(aws);
        calls.push(call);
        const Content = call.bytes;
        if (Content === undefined) throw notReady(call);
        yield {
          answer: { Content, GeneratedTime: answer.GeneratedTime },
          calls,
          attempted: 1,
          succeeded: 1,
          failures: [],
        };
        return;
      } catch (error) {
        if (!(error instanceof AwsFailure)) throw error;
        if (started.failure) throw started.failure;
        if (error.call) calls.push(error.call);
        const missing = isMissing(error);
        if (!missing && !isInProgress(error)) throw error;
        if (missing && askedAgain) throw error;
        // Between COMPLETE and Get the report may have passed its four hours: ask for a new one, once.
        askedAgain ||= missing;
        complete = false;
      }
    }
  },
};

const generate = (aws: AccountAws) =>
  aws.iam('iam:GenerateCredentialReport', new GenerateCredentialReportCommand({}), ['State']);
const get = (aws: AccountAws) =>
  aws.iam('iam:GetCredentialReport', new GetCredentialReportCommand({}), ['Content', 'GeneratedTime']);

/** Wire codes and the names the SDK gives them differ (facts C.2). */
const isMissing = (failure: AwsFailure): boolean =>
  /^(CredentialReportNotPresentException|CredentialReportExpiredException|ReportNotPresent|ReportExpired)$/.test(
    failure.errorName,
  );
const isInProgress = (failure: AwsFailure): boolean =>
  /^(CredentialReportNotReadyException|ReportInProgress)$/.test(failure.errorName);

const notReady = (call: AwsCall | undefined): AwsFailure =>
  new AwsFailure(
    'failed',
    'iam:GenerateCredentialReport',
    'ReportNotReady',
    'AWS has not finished the credential report in the time given to it.',
    call ?? null,
  );
