/** MFA devices. AWS's API gives no type: it follows from the serial number (IAM User Guide, "Multi-factor authentication"). */
import type { Bounds, Instant } from './instant.ts';
import type { PrincipalId } from './principal.ts';

export type MfaDeviceType = 'passkey-or-security-key' | 'virtual-authenticator' | 'hardware-totp' | 'sms';

/** AWS allows at most eight MFA devices for one root user or IAM user. */
export const maxDevicesPerPrincipal = 8;

export interface MfaDevice {
  readonly serialNumber: string;
  readonly type: MfaDeviceType;
  readonly enabledAt: Instant | null;
}

const arnForm = /^arn:aws[a-z-]*:iam::\d{12}:(mfa|u2f|sms-mfa)\/(.+)$/;

/** Type of a device by its serial number. A serial that is no ARN is a hardware TOTP token's. */
export function deviceType(serialNumber: string): MfaDeviceType {
  switch (arnForm.exec(serialNumber)?.[1]) {
    case 'u2f':
      return 'passkey-or-security-key';
    case 'sms-mfa':
      return 'sms';
    case 'mfa':
      return 'virtual-authenticator';
    default:
      return 'hardware-totp';
  }
}

/** What a screen calls the device: the last part of its ARN, for FIDO without AWS's appended id, else the serial itself. */
export function deviceName(serialNumber: string): string {
  const match = arnForm.exec(serialNumber);
  const last = match?.[2]?.split('/').at(-1);
  if (!match || !last) return serialNumber;
  return match[1] === 'u2f' ? last.replace(/-[A-Z0-9]{16,}$/, '') : last;
}

/** True for factors AWS still accepts at sign-in. SMS was ended by AWS; leftovers do not count (case U18). */
export const isValidFactor = (type: MfaDeviceType): boolean => type !== 'sms';

/** True only for FIDO: TOTP of any form can be phished (CISA, "Implementing Phishing-Resistant MFA"). */
export const isPhishingResistant = (type: MfaDeviceType): boolean => type === 'passkey-or-security-key';

/** Phishing resistance of a principal's valid devices together (case U1: the weaker factor also signs in). */
export type Strength = 'only' | 'also-phishable' | 'no' | 'unknown';

export function strengthOf(types: readonly MfaDeviceType[]): Strength {
  const valid = types.filter(isValidFactor);
  if (!valid.some(isPhishingResistant)) return 'no';
  return valid.every(isPhishingResistant) ? 'only' : 'also-phishable';
}

/** Certification levels of a FIDO device as captured when it was registered; AWS never updates them. */
export type FidoLevels = Readonly<Record<string, string>>;

export type InstanceSource =
  | 'mfa-devices'
  | 'virtual-devices'
  | 'root-sessions'
  | 'device-lifecycle'
  | 'console-logins';

/** One enabling of a device for one principal. Serial numbers are reused, instances are not (case L9). */
export interface DeviceInstance {
  readonly id: string;
  readonly accountId: string;
  readonly principalId: PrincipalId;
  readonly serialNumber: string;
  readonly type: MfaDeviceType;
  readonly from: Bounds;
  /** Null while it is still enabled as far as known. */
  readonly until: Bounds | null;
  /** ARN of who removed it, where a lifecycle event says so. */
  readonly removedBy: string | null;
  readonly sources: readonly InstanceSource[];
}
