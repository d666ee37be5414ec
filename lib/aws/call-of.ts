import { createHash } from 'node:crypto';
import type { Instant } from '#lib/domain/instant';
import type { AwsCall } from './aws-call.ts';

interface Answer {
  readonly action: string;
  readonly region: string;
  readonly parameters: object;
  readonly requestId: string | null;
  readonly at: Instant;
  readonly answer: object;
}

/** Members that hold a secret, wherever they stand: kept as a hash, so that two equal ones can be told to be equal. */
const secret = /^(SessionToken|SecretAccessKey|ExternalId|Base32StringSeed|QRCodePNG)$/;

/** The call as it goes into evidence: without the SDK's own metadata, without secrets, a report's bytes apart. */
export function callOf({ action, region, parameters, requestId, at, answer }: Answer): AwsCall {
  const content = 'Content' in answer && answer.Content instanceof Uint8Array ? answer.Content : null;
  const members = Object.entries(answer).filter(
    ([name, value]) => name !== '$metadata' && value !== undefined && value !== content,
  );
  const call = {
    action,
    region,
    parameters: Object.fromEntries(
      Object.entries(withoutSecrets(parameters)).filter(([, value]) => value !== undefined),
    ),
    requestId,
    at,
    answer: withoutSecrets(Object.fromEntries(members)),
  };
  return content === null ? call : { ...call, bytes: new TextDecoder('utf-8', { ignoreBOM: true }).decode(content) };
}

function withoutSecrets(value: object): object {
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      if (inner === undefined || inner === null) return [name, inner];
      if (secret.test(name)) return [`${name}Sha256`, sha256(inner)];
      if (name === 'Credentials' || name === 'MFADevice') return [name, withoutSecrets(inner)];
      if (name === 'VirtualMFADevices' && Array.isArray(inner)) return [name, inner.map(withoutSecrets)];
      return [name, inner];
    }),
  );
}

const sha256 = (value: unknown): string =>
  createHash('sha256')
    .update(value instanceof Uint8Array ? value : String(value))
    .digest('hex');
