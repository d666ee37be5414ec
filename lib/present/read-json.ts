/** JSON that our own projections wrote into text columns. It was checked when it was written; here only its form is made sure of. */
import type { EvidenceRef } from '#lib/domain/compliance-status';
import type { FidoLevels } from '#lib/domain/mfa-device';
import type { PrincipalDetail } from '#lib/domain/principal-detail';

export function readStrings(json: string): string[] {
  const parsed: unknown = JSON.parse(json);
  return Array.isArray(parsed) ? parsed.filter((one) => typeof one === 'string') : [];
}

export function readStringMap(json: string): Record<string, string> {
  const parsed: unknown = JSON.parse(json);
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return {};
  return Object.fromEntries(Object.entries(parsed).map(([key, value]) => [key, String(value)]));
}

export const readEvidenceRefs = (json: string): readonly EvidenceRef[] => JSON.parse(json);
export const readPrincipalDetail = (json: string): PrincipalDetail => JSON.parse(json);
export const readLevels = (json: string | null): FidoLevels | null => (json === null ? null : JSON.parse(json));
