import { isValidFactor, strengthOf } from '#lib/domain/mfa-device';
import type { UserKnowledge } from '../user-knowledge.ts';
import { sayDevices } from '../wording.ts';
import type { Verdict } from './verdict.ts';

/**
 * Can a user with a password sign in only with phishing-resistant MFA? Only FIDO resists phishing (CISA, "Implementing
 * Phishing-Resistant MFA"), and any one enabled device is enough to sign in, so a weaker backup decides (case U1).
 */
export function iamUserPhishingResistantMfa({ password, devices, activeKeys }: UserKnowledge): Verdict {
  if (password.value === null) {
    return {
      status: 'INSUFFICIENT_DATA',
      reason: password.how,
      evidence: password.evidence,
      missing: password.missing,
    };
  }
  if (!password.value) {
    const reason = 'Has no password, so cannot sign in to the console.';
    return { status: 'NOT_APPLICABLE', reason, evidence: password.evidence, missing: [] };
  }
  if (devices.value === null) {
    return { status: 'INSUFFICIENT_DATA', reason: devices.how, evidence: password.evidence, missing: devices.missing };
  }
  const evidence = [...devices.evidence, ...password.evidence];
  const types = devices.value.map((device) => device.type).filter(isValidFactor);
  switch (strengthOf(types)) {
    case 'only': {
      const cli =
        activeKeys.value !== null && activeKeys.value > 0
          ? ' Its access keys cannot use such a device for STS sessions.'
          : '';
      const reason = `Phishing-resistant only: every sign-in needs ${sayDevices(types)}. ${devices.how}${cli}`;
      return { status: 'COMPLIANT', reason, evidence, missing: [] };
    }
    case 'also-phishable': {
      const weaker = sayDevices(types.filter((type) => type !== 'passkey-or-security-key'));
      const reason = `Has a passkey or security key, and ${weaker} that also signs in and can be phished. ${devices.how}`;
      return { status: 'NON_COMPLIANT', reason, evidence, missing: [] };
    }
    default: {
      const reason =
        types.length === 0
          ? `No MFA device, so nothing resists phishing. ${devices.how}`
          : `Has ${sayDevices(types)}: replay-resistant, not phishing-resistant. ${devices.how}`;
      return { status: 'NON_COMPLIANT', reason, evidence, missing: [] };
    }
  }
}
