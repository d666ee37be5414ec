import { type DiagnosedConnection, type Diagnosis, diagnose, findCaller } from '#lib/pipeline/diagnose';
import { roleTemplate, type TemplateKind, unknownHub } from '#lib/pipeline/role-templates';
import { roleToMake } from '#lib/pipeline/settings-about';
import type { CommandContext } from './command-context.ts';
import { exitCodeOf, exitCodes } from './exit-codes.ts';
import { untilTold } from './until-told.ts';

/** What is missing on screen without an action. */
const withoutIt: Readonly<Record<string, string>> = {
  'organizations:ListAccounts': 'every screen shows only the account of the caller',
  'sts:AssumeRole': 'nothing is known of that account; its root stands for it as insufficient data',
  'iam:ListUsers': 'Users has only what the credential report says, and nobody is judged by a device list',
  'iam:ListVirtualMFADevices': "Root does not see root's virtual device, and orphaned devices are not listed",
  'iam:ListMFADevices': 'Users and Shared accounts know no devices; statuses are insufficient data',
  'iam:GetLoginProfile': 'Users newer than the report have no known password',
  'iam:GenerateCredentialReport':
    'Users and Root go without passwords, keys and the state of root, unless a report exists',
  'iam:GetCredentialReport': 'Users and Root go without passwords, keys and the state of root',
  'iam:GetAccountSummary': 'Root rests on the credential report alone',
  'iam:GetAccountAuthorizationDetails': 'Shared accounts go without tags',
  'cloudtrail:LookupEvents': 'Logins, Shared accounts and the history of devices stay empty',
  'ec2:DescribeRegions': 'Logins covers only the sign-in Regions and the Region of the caller',
  'iam:GetMFADevice': 'Users goes without certification levels of security keys',
  'iam:ListAccountAliases': 'accounts outside an organization are shown by their id',
  'iam:GetAccountPasswordPolicy': 'the password policy is not kept as evidence',
  'iam:ListSAMLProviders': 'identity providers are not listed',
  'iam:ListOpenIDConnectProviders': 'identity providers are not listed',
  'iam:ListOrganizationsFeatures': 'Root does not say whether root access is managed centrally',
};

/** `keyholder doctor`: who the caller is, which actions work, which screen goes without when one is missing. */
export async function doctor(command: CommandContext): Promise<number> {
  const { config, out, err, json, template } = command;
  if (template !== null) return printTemplate(command, template);
  const diagnosis = await diagnose(config, untilTold().signal);
  out(json ? `${JSON.stringify(asJson(diagnosis))}\n` : diagnosis.connections.map(inWords).join('\n'));
  if (!json) out(`\nRoot sessions are ${diagnosis.rootSessions ? onNotTried : offSaysWhere}\n`);
  for (const error of diagnosis.errors) err(`${error.message}\n`);
  if (diagnosis.noData !== null) err(`${diagnosis.noData}\n`);
  return exitCodeFor(diagnosis);
}

/** What makes the role, to the output alone, so that it can be kept in a file. */
async function printTemplate({ config, out, err }: CommandContext, template: TemplateKind): Promise<number> {
  const { callerArn, error } = await findCaller(config, untilTold().signal);
  out(roleTemplate(template, roleToMake(config, callerArn)));
  if (error !== null)
    err(`${error.message} Until then, replace ${unknownHub} by the id of the account Keyholder signs in to.\n`);
  return exitCodes.done;
}

const onNotTried =
  'on. sts:AssumeRoot is not tried here, because each session is root activity in the member account: Collections says what came of it.';
const offSaysWhere =
  'off: of the devices of root only the visible are known. An admin switches them on in Settings, where it says what they do to alarms.';

function exitCodeFor({ connections, errors }: Diagnosis): number {
  const [first] = errors;
  if (connections.length === 0) return first ? exitCodeOf(first) : exitCodes.nothing;
  const accounts = connections.flatMap((connection) => connection.accounts);
  const actions = accounts.flatMap((account) => account.actions);
  if (!actions.some((action) => action.works)) return exitCodes.nothing;
  const all =
    errors.length === 0 &&
    connections.every((connection) => connection.organizationError === null) &&
    accounts.every((account) => account.refused === null) &&
    actions.every((action) => action.works);
  return all ? exitCodes.done : exitCodes.partly;
}

function inWords(connection: DiagnosedConnection): string {
  const { accounts, roleName } = connection;
  const entered = accounts.filter((account) => account.refused === null);
  const lines = [
    `Caller    ${connection.callerArn}`,
    `Account   ${connection.callerAccountId} (${connection.partition}, ${connection.region})`,
    `Accounts  ${entered.length} of ${accounts.length} can be entered${roleName ? ` with the role ${roleName}` : ', with the credentials of the caller'}`,
  ];
  if (connection.organizationError) lines.push(...missing('organizations:ListAccounts', connection.organizationError));
  for (const { accountId, name, refused } of accounts) {
    if (refused) lines.push(`\n${accountId} ${name}`, ...missing(refused.action, refused.error));
  }
  for (const { accountId, name, actions } of entered) {
    const bad = actions.filter((action) => !action.works);
    lines.push(`\n${accountId} ${name}: ${actions.length - bad.length} of ${actions.length} actions work`);
    for (const { action, works, error } of bad) lines.push(...missing(action, error ?? '', works === null));
  }
  return `${lines.join('\n')}\n`;
}

function missing(action: string, error: string, unclear = false): string[] {
  const consequence = withoutIt[action] ?? 'part of what it reads is missing';
  return [`  ${action} ${unclear ? 'could not be tried' : 'is refused'}: ${error}`, `    Without it, ${consequence}.`];
}

const asJson = ({ connections, errors, noData, rootSessions }: Diagnosis) => ({
  noData,
  rootSessions,
  connections: connections.map((connection) => ({
    ...connection,
    accounts: connection.accounts.map((account) => ({
      ...account,
      actions: account.actions.map((action) => ({
        ...action,
        without: action.works ? null : (withoutIt[action.action] ?? null),
      })),
    })),
  })),
  errors: errors.map(({ code, message }) => ({ code, message })),
});
