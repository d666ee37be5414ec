/** Who is calling: the access key id in the SigV4 Authorization header leads to an account and a user or role session. */
import type { Instant } from '#lib/domain/instant';
import { type Random, seededRandom } from '../random.ts';
import { AwsError, expiredKey, missingKey, type Service, unknownKey } from './wire-answer.ts';

export interface Caller {
  readonly accountId: string;
  readonly arn: string;
  /** `AIDA…` of a user, `AROA…:session` of a role session, the account id of a root session. */
  readonly userId: string;
  /** Null for role and root sessions. */
  readonly userName: string | null;
  /** A root session may do what its task policy leaves. */
  readonly isRoot?: true;
}

export interface IssuedKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

interface KnownKey extends IssuedKey {
  readonly caller: Caller;
  readonly expiresAt: Instant | null;
}

export interface AccessKeys {
  issueLongTerm(caller: Caller): IssuedKey;
  issueSession(caller: Caller, expiresAt: Instant): IssuedKey;
  /** Throws the error AWS answers with when the key is missing, unknown or expired. */
  identify(accessKeyId: string | null, signed: boolean, token: string | null, service: Service, now: Instant): Caller;
}

/** The keys are invented from the seed. They open nothing but this stand-in. */
export function createAccessKeys(seed: number): AccessKeys {
  const random: Random = seededRandom(seed);
  const known = new Map<string, KnownKey>();
  const remember = (key: KnownKey): IssuedKey => {
    known.set(key.accessKeyId, key);
    const { caller: _, expiresAt: __, ...issued } = key;
    return issued;
  };
  return {
    issueLongTerm: (caller) =>
      remember({
        accessKeyId: `AKIASAMPLE${random.code(10)}`,
        secretAccessKey: `sample-secret-${random.code(26)}`,
        caller,
        expiresAt: null,
      }),
    issueSession: (caller, expiresAt) =>
      remember({
        accessKeyId: `ASIASAMPLE${random.code(10)}`,
        secretAccessKey: `sample-secret-${random.code(26)}`,
        sessionToken: `sample-session-${random.code(40)}`,
        caller,
        expiresAt,
      }),
    identify(accessKeyId, signed, token, service, now) {
      if (accessKeyId === null) throw missingKey(service);
      const key = known.get(accessKeyId);
      if (!key || (key.sessionToken !== undefined && key.sessionToken !== token)) throw unknownKey(service);
      if (!signed) {
        throw new AwsError(
          403,
          service === 'cloudtrail' || service === 'organizations'
            ? 'InvalidSignatureException'
            : 'SignatureDoesNotMatch',
          'The request signature we calculated does not match the signature you provided.',
        );
      }
      if (key.expiresAt !== null && now >= key.expiresAt) throw expiredKey(service);
      return key.caller;
    },
  };
}
