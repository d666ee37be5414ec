/** Phrases that several judgements use, so that the same thing is always said the same way. */
import type { SourceFailure } from '#lib/domain/collection';
import { type Instant, sayDay } from '#lib/domain/instant';
import type { MfaDeviceType } from '#lib/domain/mfa-device';

/** `14:02 UTC on 22 Nov 2026`. */
export const sayAt = (at: Instant): string => `${new Date(at).toISOString().slice(11, 16)} UTC on ${sayDay(at)}`;

const deviceWords: Record<MfaDeviceType, readonly [one: string, several: string]> = {
  'passkey-or-security-key': ['a passkey or security key', 'passkeys or security keys'],
  'virtual-authenticator': ['a virtual authenticator', 'virtual authenticators'],
  'hardware-totp': ['a hardware TOTP token', 'hardware TOTP tokens'],
  sms: ['an SMS device', 'SMS devices'],
};

/** `a passkey or security key and 2 virtual authenticators`. */
export function sayDevices(types: readonly MfaDeviceType[]): string {
  const kinds: readonly MfaDeviceType[] = ['passkey-or-security-key', 'hardware-totp', 'virtual-authenticator', 'sms'];
  const parts = kinds.flatMap((kind) => {
    const n = types.filter((type) => type === kind).length;
    if (n === 0) return [];
    const [one, several] = deviceWords[kind];
    return [n === 1 ? one : `${n} ${several}`];
  });
  return sayList(parts);
}

/** `a`, `a and b`, `a, b and c`. */
export function sayList(parts: readonly string[]): string {
  const last = parts.at(-1);
  if (last === undefined) return '';
  return parts.length === 1 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`;
}

/** `1 access key`, `2 access keys`. */
export const sayCount = (n: number, one: string, several = `${one}s`): string => `${n} ${n === 1 ? one : several}`;

/** How a question ended that got no answer: `iam:ListMFADevices was denied (AccessDenied)`. */
export function sayRefusal(refusal: Pick<SourceFailure, 'action' | 'error'>): string {
  if (refusal.error === '') return `${refusal.action} was not answered`;
  // AWS's error name comes first; its message names callers and is shown elsewhere.
  const name = /^([A-Za-z][\w.]*)(?::|$)/.exec(refusal.error)?.[1];
  const detail = ` (${name ?? refusal.error.replace(/\.$/, '').slice(0, 160)})`;
  return isDenial(refusal.error) ? `${refusal.action} was denied${detail}` : `${refusal.action} failed${detail}`;
}

/** AWS's names for "the caller lacks the action", over its services. */
export const isDenial = (error: string): boolean => /AccessDenied|Unauthorized|NotAuthorized|denied/i.test(error);
