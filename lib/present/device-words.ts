import { type Instant, sayDay } from '#lib/domain/instant';
import { deviceType, type FidoLevels, type MfaDeviceType } from '#lib/domain/mfa-device';

export const kindWords: Record<MfaDeviceType, string> = {
  'passkey-or-security-key': 'Passkey or security key',
  'virtual-authenticator': 'TOTP app',
  'hardware-totp': 'Hardware TOTP',
  sms: 'SMS, no longer accepted by AWS',
};

/** Certification levels as AWS captured them: `FIPS 140-2 L2, FIDO L1`. No level means unknown, not uncertified (case U16). */
export function sayLevels(levels: FidoLevels | null): string | null {
  if (levels === null) return null;
  const said = Object.entries(levels).map(
    ([name, level]) => `${name.replace(/^FIDO-(?=FIPS)/, '').replace('FIPS-', 'FIPS ')} ${level}`,
  );
  return said.length > 0 ? said.join(', ') : null;
}

/** The second line under a device's name: kind, level, and when it was enabled and removed where the name alone does not tell which one it is. */
export function deviceNote(
  instance: {
    readonly serialNumber: string;
    readonly fromEarliest: Instant | null;
    readonly fromLatest: Instant | null;
    readonly untilLatest: Instant | null;
    readonly ended: boolean;
  },
  levels: FidoLevels | null,
  isReused: boolean,
): string {
  const enabled = instance.fromLatest ?? instance.fromEarliest;
  return [
    kindWords[deviceType(instance.serialNumber)],
    sayLevels(levels),
    (isReused || instance.ended) && enabled !== null ? `enabled ${sayDay(enabled)}` : null,
    instance.ended ? (instance.untilLatest === null ? 'removed' : `removed ${sayDay(instance.untilLatest)}`) : null,
  ]
    .filter((part) => part !== null)
    .join(', ');
}
