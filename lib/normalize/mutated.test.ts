import { expect, it } from 'vitest';
import { eachMutation, mutate } from '#lib/domain/test-mutations';
import { normalizeConsoleLogins } from './console-logins.ts';
import { checkCredentialReports, checkDeviceAnswers, checkDeviceLists, noise } from './test-mutated-answers.ts';

it('500 mutated credential reports: no crash, and no row lost in silence', () => checkCredentialReports(500));

it('500 mutated device lists: a list that is not whole is no list', () => checkDeviceLists(500));

it('500 mutated answers with device lists: whole, or counted', () => checkDeviceAnswers(500));

it('500 mutated sign-in records: each a row, no row of ours, or kept aside', () => {
  const text = JSON.stringify({
    userIdentity: { type: 'IAMUser', principalId: 'AIDAANN', accountId: '100000000001', userName: 'ann' },
    eventTime: '2026-11-20T08:00:00Z',
    eventSource: 'signin.amazonaws.com',
    eventName: 'ConsoleLogin',
    awsRegion: 'us-east-1',
    responseElements: { ConsoleLogin: 'Success' },
    additionalEventData: { MFAUsed: 'Yes' },
    eventID: 'e1',
    recipientAccountId: '100000000001',
  });
  const place = { accountId: '100000000001', region: 'us-east-1', evidenceSha256: 'e' };
  eachMutation(
    { count: 500, seed: 11 },
    (random) => mutate(text, random, noise),
    (mutated) => {
      const { logins, roleSwitches, unreadable } = normalizeConsoleLogins([mutated], place);
      const isOther = /"eventName":"(?!ConsoleLogin")/.test(mutated);
      expect(logins.length + roleSwitches.length + unreadable.length).toBe(isOther && unreadable.length === 0 ? 0 : 1);
    },
  );
});
