import {
  GetAccountPasswordPolicyCommand,
  GetAccountSummaryCommand,
  ListAccountAliasesCommand,
  type PasswordPolicy,
} from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { AccountAws } from '#lib/aws/account-aws';
import type { AwsCall } from '#lib/aws/aws-call';
import { AwsFailure } from '#lib/aws/aws-failure';
import type { SourceFailure } from '#lib/domain/collection';
import type { Instant } from '#lib/domain/instant';
import { failureAbout } from './failure-about.ts';
import { maxItems, pageByPage } from './page-by-page.ts';
import type { Source } from './source.ts';

/** Each part null when it could not be read; the failure says why. */
export interface AccountAnswer {
  readonly callerArn: string | null;
  readonly summary: { readonly SummaryMap: Readonly<Partial<Record<string, number>>>; readonly readAt: Instant } | null;
  readonly aliases: readonly string[] | null;
  /** `none`: AWS answered that the account has no password policy. */
  readonly passwordPolicy: PasswordPolicy | 'none' | null;
}

/** Four small questions about the account itself; each may be denied without the others. */
export const account: Source<undefined, AccountAnswer> = {
  id: 'account',
  actions: ['sts:GetCallerIdentity', 'iam:GetAccountSummary', 'iam:ListAccountAliases', 'iam:GetAccountPasswordPolicy'],
  async *read(aws) {
    const calls: AwsCall[] = [];
    const failures: SourceFailure[] = [];
    const refused: AwsFailure[] = [];
    const part = async <T>(subject: string, ask: (aws: AccountAws, calls: AwsCall[]) => Promise<T>) => {
      try {
        return await ask(aws, calls);
      } catch (error) {
        if (!(error instanceof AwsFailure)) throw error;
        refused.push(error);
        if (error.call) calls.push(error.call);
        failures.push(failureAbout(subject, error));
        return null;
      }
    };
    const answer = {
      callerArn: await part('GetCallerIdentity', callerArn),
      summary: await part('GetAccountSummary', summary),
      aliases: await part('ListAccountAliases', aliases),
      passwordPolicy: await part('GetAccountPasswordPolicy', passwordPolicy),
    };
    yield { answer, calls, attempted: 4, succeeded: 4 - failures.length, failures };
    if (failures.length === 4 && refused[0]) throw refused[0];
  },
};

async function callerArn(aws: AccountAws, calls: AwsCall[]): Promise<string> {
  const { answer, call } = await aws.sts('sts:GetCallerIdentity', new GetCallerIdentityCommand({}), ['Arn', 'Account']);
  calls.push(call);
  return answer.Arn;
}

async function summary(aws: AccountAws, calls: AwsCall[]): Promise<AccountAnswer['summary']> {
  const { answer, call } = await aws.iam('iam:GetAccountSummary', new GetAccountSummaryCommand({}), ['SummaryMap']);
  calls.push(call);
  return { SummaryMap: answer.SummaryMap, readAt: call.at };
}

async function aliases(aws: AccountAws, calls: AwsCall[]): Promise<readonly string[]> {
  const found: string[] = [];
  const pages = pageByPage('iam:ListAccountAliases', (Marker) =>
    // An account has one alias at most, so an answer that does not say whether there are more is whole.
    aws.iam('iam:ListAccountAliases', new ListAccountAliasesCommand({ Marker, MaxItems: maxItems }), [
      'AccountAliases',
    ]),
  );
  for await (const { answer, call } of pages) {
    found.push(...answer.AccountAliases);
    calls.push(call);
  }
  return found;
}

async function passwordPolicy(aws: AccountAws, calls: AwsCall[]): Promise<PasswordPolicy | 'none'> {
  try {
    const { answer, call } = await aws.iam('iam:GetAccountPasswordPolicy', new GetAccountPasswordPolicyCommand({}), [
      'PasswordPolicy',
    ]);
    calls.push(call);
    return answer.PasswordPolicy;
  } catch (error) {
    if (!(error instanceof AwsFailure && error.kind === 'not-found')) throw error;
    if (error.call) calls.push(error.call);
    return 'none';
  }
}
