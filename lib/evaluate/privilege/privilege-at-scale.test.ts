import { expect, it } from 'vitest';
import type { AuthorizationFacts } from '#lib/domain/facts';
import { now, reading } from '../test-account.ts';
import { judgePrivileges } from './privilege.ts';
import { accountRoles, organizationRoles } from './roles.ts';
import { allow, authorizationReading, deny, here, managedArn, policy, trust } from './test-authorization.ts';

const own = 'arn:aws:iam::*:user/$' + '{aws:username}';
const selfService = policy(
  allow(['iam:CreateAccessKey', 'iam:*MFADevice', 'iam:ChangePassword', 'iam:Get*'], {
    Resource: [own, own.replace('user', 'mfa')],
  }),
  deny('*', { Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } } }),
);

/** Users as large accounts have them: groups for most, a policy of their own for many, self-service for all. */
function largeAccount(users: number) {
  const words = authorizationReading({
    groups: {
      everyone: { inline: [selfService] },
      admins: { attached: ['AdministratorAccess'] },
      power: { attached: ['PowerUserAccess'] },
      readers: { attached: ['ReadOnlyAccess', 'SecurityAudit'] },
      hoppers: { inline: [policy(allow('sts:AssumeRole', { Resource: 'arn:aws:iam::*:role/work-*' }))] },
    },
    roles: Object.fromEntries(
      Array.from({ length: 300 }, (_, n) => [
        `${n % 10 === 0 ? 'admin' : 'work'}-${n}`,
        {
          trust: trust(n % 3 === 0 ? { Service: 'ec2.amazonaws.com' } : { AWS: here.id }),
          attached: n % 10 === 0 ? ['AdministratorAccess'] : ['ReadOnlyAccess'],
        },
      ]),
    ),
  });
  const facts = words.facts;
  if (facts === null) throw new Error('the answer was not understood');
  const kinds = [['readers'], ['admins'], ['power'], ['readers', 'hoppers'], ['readers']];
  const people: AuthorizationFacts['users'] = Array.from({ length: users }, (_, n) => ({
    uniqueId: `AIDA${n}`,
    userName: `user-${n}`,
    arn: `arn:aws:iam::${here.id}:user/user-${n}`,
    tags: {},
    groups: ['everyone', ...(kinds[n % 5] ?? [])],
    attachedPolicyArns: n % 7 === 0 ? [managedArn('ViewOnlyAccess')] : [],
    inlinePolicies:
      n % 2 === 0
        ? [{ name: 'one-bucket', document: policy(allow('s3:*', { Resource: `arn:aws:s3:::bucket-${n}/*` })) }]
        : [],
    permissionsBoundaryArn: n % 11 === 0 ? managedArn('ReadOnlyAccess') : null,
  }));
  return reading('authorization', { ...facts, users: people });
}

function judge(users: number) {
  const authorization = largeAccount(users);
  const began = process.cpuUsage();
  const organization = organizationRoles([accountRoles(here, authorization, now)]);
  const known = (authorization.facts?.users ?? []).map(({ uniqueId }) => ({ uniqueId }));
  const answers = judgePrivileges({ account: here, authorization, users: known, organization, at: now });
  return { answers: [...answers.values()], cpu: process.cpuUsage(began).user / 1_000 };
}

it('5,000 users, as many self-service policies filled in, 2,500 policies of their own, 300 roles', () => {
  judge(100);
  const { answers, cpu } = judge(5_000);
  // The goal is two seconds on an idle machine; a busy one, where tests run, takes several times that.
  expect(cpu).toBeLessThan(5_000);
  expect(answers.filter(({ privileged }) => privileged === null)).toEqual([]);
  // Two of five by group, less those among them whom a boundary keeps to reading (one in eleven).
  expect(answers.filter(({ privileged }) => privileged)).toHaveLength(2_000 - 182);
  if (process.env.KEYHOLDER_TEST_LOG) console.log(cpu);
});

it('judging ten times the users does not take a hundred times as long', () => {
  judge(100);
  const few = judge(200).cpu;
  expect(judge(2_000).cpu / Math.max(few, 10)).toBeLessThan(40);
});
