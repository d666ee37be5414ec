import { expect, it } from 'vitest';
import { readConfig } from '#lib/config';
import { settingsAbout } from './settings-about.ts';

it('never shows the database password', () => {
  const config = readConfig({ DATABASE_URL: 'postgresql://keyholder:secret@db.example.com:5432/keyholder' }, '/srv');
  const about = settingsAbout(config);
  expect(about.place).toBe('postgresql://db.example.com:5432/keyholder');
  expect(JSON.stringify(about)).not.toContain('secret');
});

it('names the role that is configured', () => {
  const about = settingsAbout(readConfig({ KEYHOLDER_ROLE_NAME: 'AuditRead' }, '/srv'));
  expect(about.policies.find((one) => one.id === 'hub')?.json).toContain('role/AuditRead');
  expect(about.place.startsWith('/srv/data/')).toBe(true);
});
