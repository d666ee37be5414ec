import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { makeAccount } from '#lib/demo/make-account';
import { makeOrganization } from '#lib/demo/make-organization';
import { startStandIn } from '#lib/demo/stand-in/stand-in';
import { runCommandLine } from './run-command-line.ts';

const joinedAt = Date.UTC(2024, 0, 5);

async function typed(...args: string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'keyholder-doctor-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const said = { out: '', err: '' };
  const env = {
    KEYHOLDER_DATA_DIR: folder,
    KEYHOLDER_ROLE_NAME: 'AuditRead',
    KEYHOLDER_EXTERNAL_ID: 'sample-external',
  };
  const code = await runCommandLine({
    args,
    env,
    bundleUrl: import.meta.url,
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
  });
  return { code, ...said };
}

it('keyholder doctor --template prints the role for whom Keyholder signs in as, and nothing else', async () => {
  const organization = makeOrganization([makeAccount({ id: '100000000001', name: 'hub', joinedAt })]);
  const standIn = await startStandIn({ organization, clock: () => joinedAt });
  onTestFinished(() => standIn.close());
  vi.stubEnv('AWS_ENDPOINT_URL', standIn.url);
  vi.stubEnv('AWS_REGION', 'us-east-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', standIn.credentials.accessKeyId);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', standIn.credentials.secretAccessKey);
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  const { code, out, err } = await typed('doctor', '--template', 'cloudformation');
  expect([code, err]).toEqual([0, '']);
  const { RoleName, AssumeRolePolicyDocument } = JSON.parse(out).Resources.KeyholderRead.Properties;
  expect(RoleName).toBe('AuditRead');
  expect(AssumeRolePolicyDocument.Statement[0].Principal.AWS).toBe(
    'arn:aws:iam::100000000001:user/keyholder-collector',
  );

  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIASAMPLEUNKNOWN000');
  const unknown = await typed('doctor', '--template=terraform');
  expect(unknown.out).toContain('arn:aws:iam::HUB_ACCOUNT_ID:root');
  expect(unknown.err).toMatch(/does not accept.*replace HUB_ACCOUNT_ID/);
});
