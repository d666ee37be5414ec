import { expect, it } from 'vitest';
import { firstSentence } from './first-sentence.ts';

it.each([
  ['Has a password and no MFA device. ListMFADevices answered at 14:02 UTC.', 'Has a password and no MFA device.'],
  ['felix.juniper has no device. Read live.', 'felix.juniper has no device.'],
  ['One sentence only.', 'One sentence only.'],
  ['No full stop', 'No full stop'],
  ['', ''],
])('%s', (text, first) => expect(firstSentence(text)).toBe(first));
