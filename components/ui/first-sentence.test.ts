import { expect, it } from 'vitest';
import { firstSentence, withoutSources } from './first-sentence.ts';

it.each([
  ['Has a password and no MFA device. ListMFADevices answered at 14:02 UTC.', 'Has a password and no MFA device.'],
  ['felix.juniper has no device. Read live.', 'felix.juniper has no device.'],
  ['One sentence only.', 'One sentence only.'],
  ['No full stop', 'No full stop'],
  ['', ''],
])('%s', (text, first) => expect(firstSentence(text)).toBe(first));

it.each([
  [
    'MFA is enabled. At least a virtual authenticator. GetAccountSummary answered at 13:06 UTC on 22 Nov 2026.',
    'MFA is enabled. At least a virtual authenticator.',
  ],
  ['Account suspended.', 'Account suspended.'],
])('%s, without its sources', (text, rest) => expect(withoutSources(text)).toBe(rest));
