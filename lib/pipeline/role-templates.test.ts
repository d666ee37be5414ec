import { describe, expect, it } from 'vitest';
import policy from '../collect/iam-policy.json' with { type: 'json' };
import { type RoleToMake, roleTemplate, templateKinds, unknownHub } from './role-templates.ts';

const hub = '100000000001';
const role: RoleToMake = {
  roleName: 'KeyholderRead',
  externalId: 'sample-external',
  partition: 'aws',
  callerArn: `arn:aws:iam::${hub}:user/service/keyholder`,
};
const actionsOf = (statements: readonly { readonly Action: string | readonly string[] }[]) =>
  statements.flatMap(({ Action }) => Action).sort();
const needed = actionsOf([...policy.members.Statement, ...policy.optional.Statement]);

const properties = (given: RoleToMake) => {
  const template = JSON.parse(roleTemplate('cloudformation', given));
  return template.Resources.KeyholderRead.Properties;
};

describe('CloudFormation for one account', () => {
  it('makes the role with exactly the actions of the policy, trusted by the caller with the external id', () => {
    const made = properties(role);
    expect(made).toMatchObject({ RoleName: 'KeyholderRead', Path: '/', MaxSessionDuration: 3600 });
    expect(actionsOf(made.Policies[0].PolicyDocument.Statement)).toEqual(needed);
    expect(made.AssumeRolePolicyDocument.Statement).toEqual([
      {
        Sid: 'KeyholderMayEnter',
        Effect: 'Allow',
        Principal: { AWS: role.callerArn },
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'sts:ExternalId': 'sample-external' } },
      },
    ]);
  });

  it('trusts callers of a role by its name, because a session does not tell its path', () => {
    const callerArn = `arn:aws-us-gov:sts::${hub}:assumed-role/Keyholder/i-0123`;
    const made = properties({ ...role, partition: 'aws-us-gov', callerArn, externalId: null });
    expect(made.AssumeRolePolicyDocument.Statement[0]).toMatchObject({
      Principal: { AWS: `arn:aws-us-gov:iam::${hub}:root` },
      Condition: {
        ArnLike: {
          'aws:PrincipalArn': [
            `arn:aws-us-gov:iam::${hub}:role/Keyholder`,
            `arn:aws-us-gov:iam::${hub}:role/*/Keyholder`,
          ],
        },
      },
    });
  });

  it('keeps the path of the role', () => {
    expect(properties({ ...role, roleName: 'audit/team/Read' })).toMatchObject({
      RoleName: 'Read',
      Path: '/audit/team/',
    });
  });

  it('names no account where the caller is not known', () => {
    const made = properties({ ...role, callerArn: null });
    expect(made.AssumeRolePolicyDocument.Statement[0].Principal.AWS).toBe(`arn:aws:iam::${unknownHub}:root`);
  });
});

describe('a StackSet for all accounts', () => {
  it('carries the same template, with automatic deployment to the organization', () => {
    const { Resources, Parameters } = JSON.parse(roleTemplate('stackset', role));
    const made = Resources.KeyholderReadInAllAccounts.Properties;
    expect(made).toMatchObject({
      PermissionModel: 'SERVICE_MANAGED',
      AutoDeployment: { Enabled: true },
      Capabilities: ['CAPABILITY_NAMED_IAM'],
      StackInstancesGroup: [{ Regions: ['us-east-1'] }],
    });
    expect(Object.keys(Parameters)).toEqual(['OrganizationalUnitIds']);
    expect(JSON.parse(made.TemplateBody)).toEqual(JSON.parse(roleTemplate('cloudformation', role)));
  });

  it('is deployed from the Region of IAM of its partition', () => {
    const { Resources } = JSON.parse(roleTemplate('stackset', { ...role, partition: 'aws-us-gov' }));
    expect(Resources.KeyholderReadInAllAccounts.Properties.StackInstancesGroup[0].Regions).toEqual(['us-gov-west-1']);
  });
});

describe('Terraform', () => {
  it('makes the same role', () => {
    const text = roleTemplate('terraform', role);
    const [trust, permissions] = [...text.matchAll(/jsonencode\((\{[\s\S]*?\n {2}\})\)/g)].map((m) =>
      JSON.parse(m[1] ?? ''),
    );
    expect(actionsOf(permissions.Statement)).toEqual(needed);
    expect(trust.Statement[0].Condition).toEqual({ StringEquals: { 'sts:ExternalId': 'sample-external' } });
    expect(text).toMatch(/name {17}= "KeyholderRead"/);
  });
});

const hostile: { says: string; given: Partial<RoleToMake>; names: string }[] = [
  { says: 'a quote in the role name', given: { roleName: 'a"b' }, names: 'KEYHOLDER_ROLE_NAME' },
  { says: 'a line break in the role name', given: { roleName: 'a\nb' }, names: 'KEYHOLDER_ROLE_NAME' },
  { says: 'an ARN as the role name', given: { roleName: 'arn:aws:iam::1:role/x' }, names: 'KEYHOLDER_ROLE_NAME' },
  { says: "Terraform's template", given: { externalId: `\${file("/etc/passwd")}` }, names: 'KEYHOLDER_EXTERNAL_ID' },
  { says: "CloudFormation's reference", given: { externalId: '{{resolve:ssm:key}}' }, names: 'KEYHOLDER_EXTERNAL_ID' },
  { says: 'an empty external id', given: { externalId: '' }, names: 'KEYHOLDER_EXTERNAL_ID' },
];

describe.each(templateKinds)('%s', (kind) => {
  it.each(hostile)('refuses $says, saying what to correct', ({ given, names }) => {
    expect(() => roleTemplate(kind, { ...role, ...given })).toThrow(names);
  });

  it('takes whatever AWS takes', () => {
    const odd = { ...role, roleName: 'a+b=c,d.e@f-g', externalId: 'a:b/c+d=e,f.g@h-i' };
    expect(roleTemplate(kind, odd)).toContain('a:b/c+d=e,f.g@h-i');
  });
});
