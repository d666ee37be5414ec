import { GetMFADeviceCommand } from '@aws-sdk/client-iam';
import type { AccountAws } from '#lib/aws/account-aws';
import { AwsFailure } from '#lib/aws/aws-failure';
import type { Instant } from '#lib/domain/instant';
import { type AskedOne, askEach } from './ask-each.ts';
import type { Source } from './source.ts';

/** A FIDO device (`…:u2f/…`) whose certification levels have not been captured yet. */
export interface FidoDeviceToAsk {
  readonly userName: string;
  readonly serialNumber: string;
  readonly enabledAt: Instant | null;
}

export interface FidoCertification {
  readonly serialNumber: string;
  /** As the device list gave it: it tells the instance. */
  readonly enabledAt: Instant | null;
  /** Empty where AWS names none, as for synced passkeys: unknown, not uncertified (case U16). */
  readonly certifications: Readonly<Record<string, string>>;
  readonly readAt: Instant;
}

export interface FidoCertificationAnswer {
  readonly devices: readonly FidoCertification[];
}

export const fidoCertification: Source<Iterable<FidoDeviceToAsk>, FidoCertificationAnswer> = {
  id: 'fido-certification',
  actions: ['iam:GetMFADevice'],
  async *read(aws, subjects) {
    const chunks = askEach({ subjects, nameOf: (d) => d.serialNumber, ask: (device) => certificationOf(aws, device) });
    for await (const chunk of chunks) yield { ...chunk, answer: { devices: chunk.answer } };
  },
};

async function certificationOf(aws: AccountAws, device: FidoDeviceToAsk): Promise<AskedOne<FidoCertification>> {
  const { serialNumber, enabledAt } = device;
  try {
    const command = new GetMFADeviceCommand({ SerialNumber: serialNumber, UserName: device.userName });
    const { answer, call } = await aws.iam('iam:GetMFADevice', command, ['SerialNumber']);
    const certifications = answer.Certifications === undefined ? {} : answer.Certifications;
    return { result: { serialNumber, enabledAt, certifications, readAt: call.at }, calls: [call] };
  } catch (error) {
    // GetMFADevice knows only hardware FIDO keys; AWS answers ValidationError about anything else (facts B.3).
    if (!(error instanceof AwsFailure && error.errorName === 'ValidationError' && error.call)) throw error;
    return { result: { serialNumber, enabledAt, certifications: {}, readAt: error.call.at }, calls: [error.call] };
  }
}
