import { deviceType } from '#lib/domain/mfa-device';

/**
 * Whether CloudTrail's `MFAIdentifier` names a device. For hardware TOTP it is not documented whether that is the bare serial
 * number or an ARN that ends in it, so both are compared; a virtual device that happens to bear such a name is not meant.
 */
export function identifiesDevice(identifier: string, serialNumber: string): boolean {
  if (identifier === serialNumber) return true;
  return deviceType(serialNumber) === 'hardware-totp' && bareSerial(identifier) === serialNumber;
}

/** The last part of an ARN; null for what is no ARN. */
export function bareSerial(identifier: string): string | null {
  if (!identifier.startsWith('arn:')) return null;
  return identifier.slice(Math.max(identifier.lastIndexOf('/'), identifier.lastIndexOf(':')) + 1);
}
