/** How to give a principal its second factor: in the console, with the CLI, with Terraform, and by a message. Each says what it can not do. */
import { consoleAddress, type Partition } from '#lib/domain/account';
import { quoteShell, quoteTerraform } from './quote-shell.ts';
import type { PrincipalDetailView } from './views/principals.ts';

export interface ToFix {
  readonly kind: 'RootUser' | 'IamUser';
  readonly accountId: string;
  readonly accountName: string;
  readonly partition: Partition;
  readonly userName: string;
  /** Serial numbers that exist in the account already, so that a new device gets a name of its own. */
  readonly takenSerials: ReadonlySet<string>;
}

type Fix = PrincipalDetailView['fixes'][number];

const signInAddress: Record<Partition, (accountId: string) => string> = {
  aws: (id) => `https://${id}.signin.aws.amazon.com/console`,
  'aws-us-gov': (id) => `https://${id}.signin.amazonaws-us-gov.com/console`,
  'aws-cn': (id) => `https://${id}.signin.amazonaws.cn/console`,
};

/** Four ways for an IAM user; for root the console and a message: nothing else can enrol a device for root. */
export const fixesFor = (subject: ToFix): Fix[] =>
  subject.kind === 'RootUser'
    ? [rootConsole(subject), rootMessage(subject)]
    : [userConsole(subject), userCli(subject), userTerraform(subject), userMessage(subject)];

function userConsole({ partition, userName }: ToFix): Fix {
  const user = encodeURIComponent(userName);
  return {
    kind: 'console',
    title: 'In the console',
    steps: [
      `This user signs in and opens Security credentials; or an administrator opens ${userName} in IAM.`,
      'Choose Assign MFA device, then Passkey or security key.',
      'Register a second device as a spare: up to eight are allowed.',
    ],
    code: null,
    href: `${consoleAddress(partition)}/iam/home#/users/details/${user}?section=security_credentials`,
    limits: 'Passkeys and security keys can be registered only here, by whoever holds the device.',
  };
}

/** The serial number of a virtual device is its name: one that exists already would be refused. */
function freeDeviceName({ partition, accountId, userName, takenSerials }: ToFix): { name: string; serial: string } {
  const base = /^[\w+=,.@-]{1,200}$/.test(userName) ? userName : 'mfa-device';
  for (let n = 1; ; n++) {
    const name = n === 1 ? base : `${base}-${n}`;
    const serial = `arn:${partition}:iam::${accountId}:mfa/${name}`;
    if (!takenSerials.has(serial)) return { name, serial };
  }
}

function userCli(subject: ToFix): Fix {
  const { name, serial } = freeDeviceName(subject);
  return {
    kind: 'cli',
    title: 'With the AWS CLI',
    steps: [
      'Create a virtual device; its QR code is written to a file.',
      'This user scans it with an authenticator app.',
      'Enable it with two codes that follow each other, in place of CODE1 and CODE2. Then delete the file.',
    ],
    code: [
      `aws iam create-virtual-mfa-device --virtual-mfa-device-name ${quoteShell(name)} \\`,
      `  --bootstrap-method QRCodePNG --outfile ${quoteShell(`./${name}.png`)}`,
      `aws iam enable-mfa-device --user-name ${quoteShell(subject.userName)} \\`,
      `  --serial-number ${quoteShell(serial)} \\`,
      '  --authentication-code1 CODE1 --authentication-code2 CODE2',
    ].join('\n'),
    href: null,
    limits:
      'Enrols a TOTP app only: it meets MFA, not phishing resistance. The CLI cannot register a passkey or security key. For bash, zsh and other POSIX shells.',
  };
}

function userTerraform({ partition, userName }: ToFix): Fix {
  const ownUser = `arn:${partition}:iam::*:user/$\${aws:username}`;
  return {
    kind: 'terraform',
    title: 'With Terraform',
    steps: [
      'Deny this user everything but enrolling a device, until a session with MFA is used.',
      'Apply it, then let this user enrol a device in the console.',
    ],
    code: `resource "aws_iam_user_policy" "require_mfa" {
  name = "require-mfa"
  user = ${quoteTerraform(userName)}
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "EnrolOwnDevice"
        Effect = "Allow"
        Action = [
          "iam:CreateVirtualMFADevice", "iam:EnableMFADevice", "iam:ResyncMFADevice",
          "iam:ListMFADevices", "iam:GetMFADevice", "iam:GetUser"
        ]
        Resource = ["${ownUser}", "arn:${partition}:iam::*:mfa/*"]
      },
      {
        Sid    = "NothingElseWithoutMFA"
        Effect = "Deny"
        NotAction = [
          "iam:CreateVirtualMFADevice", "iam:EnableMFADevice", "iam:ResyncMFADevice",
          "iam:ListMFADevices", "iam:GetMFADevice", "iam:GetUser",
          "iam:ListVirtualMFADevices", "iam:ChangePassword", "sts:GetSessionToken"
        ]
        Resource  = "*"
        Condition = { BoolIfExists = { "aws:MultiFactorAuthPresent" = "false" } }
      }
    ]
  })
}`,
    href: null,
    limits:
      'Terraform cannot register a person’s device: this user stays without MFA until one is enrolled. The deny also stops access keys that are used without an MFA session. Users in a path need it in the resource: user/path/$${aws:username}.',
  };
}

function userMessage({ accountId, accountName, partition, userName }: ToFix): Fix {
  return {
    kind: 'message',
    title: 'Send a message',
    steps: ['Send it to whoever uses this user; for a shared one, to everybody who does.'],
    code: `Hello,

your AWS user ${userName} in the account ${accountName} (${accountId}) can sign in with a password alone.
Please register a passkey or security key:

1. Sign in at ${signInAddress[partition](accountId)}
2. Open the menu with your name at the top right, then Security credentials.
3. Choose Assign MFA device, then Passkey or security key, and follow the steps.

A second device as a spare is a good idea. If you no longer need this user, please say so, and we will remove its password.`,
    href: null,
    limits: 'Nothing changes until a device is registered. Use Check again now afterwards.',
  };
}

function rootConsole({ partition, accountName, accountId }: ToFix): Fix {
  return {
    kind: 'console',
    title: 'In the console',
    steps: [
      `Sign in as root of ${accountName} (${accountId}) and open Security credentials.`,
      'Choose Assign MFA device, then Passkey or security key. Register a second one and keep it apart.',
      'In a member account it is better still to remove root’s credentials: IAM of the management account, Root access management.',
    ],
    code: null,
    href: `${consoleAddress(partition)}/iam/home#/security_credentials`,
    limits: 'Only root itself can enrol a device for root; the CLI and Terraform cannot.',
  };
}

function rootMessage({ accountId, accountName }: ToFix): Fix {
  return {
    kind: 'message',
    title: 'Send a message',
    steps: ['Send it to whoever holds the root password of this account.'],
    code: `Hello,

the root user of the AWS account ${accountName} (${accountId}) has no MFA device: its password alone is enough to sign in.
Please sign in as root, open Security credentials, and register two security keys. If root of this account is not needed,
its credentials can be removed centrally from the management account instead.`,
    href: null,
    limits: 'Nothing changes until a device is registered.',
  };
}
