/** A request as the AWS SDK sends it: service and Region from the credential scope, operation and parameters by protocol. */
import type { IncomingHttpHeaders } from 'node:http';
import type { Service } from './wire-answer.ts';

export interface AwsRequest {
  readonly service: Service;
  readonly region: string;
  /** The host that was asked, without its port. */
  readonly host: string;
  readonly operation: string;
  readonly accessKeyId: string | null;
  readonly signed: boolean;
  readonly sessionToken: string | null;
  /** Query protocol: the form. JSON protocol: empty, see `json`. */
  readonly form: URLSearchParams;
  readonly json: Readonly<Record<string, unknown>>;
  /** What the call is about: a user name, serial number, role ARN, account or event name; null when it names nothing. */
  readonly subject: string | null;
}

const targets: Readonly<Record<string, Service>> = {
  AWSOrganizationsV20161128: 'organizations',
  CloudTrail_20131101: 'cloudtrail',
};
const versions: Readonly<Record<string, Service>> = { '2010-05-08': 'iam', '2011-06-15': 'sts', '2016-11-15': 'ec2' };

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function jsonSubject(json: Record<string, unknown>): string | null {
  const attributes = json.LookupAttributes;
  const first: unknown = Array.isArray(attributes) ? attributes[0] : undefined;
  return isRecord(first) && typeof first.AttributeValue === 'string' ? first.AttributeValue : null;
}

/** Null when this is not a request to one of the five services. */
export function readAwsRequest(headers: IncomingHttpHeaders, body: string): AwsRequest | null {
  const authorization = headers.authorization ?? '';
  const scope = /Credential=([^/,\s]+)\/\d{8}\/([a-z0-9-]+)\/([a-z0-9-]+)\/aws4_request/.exec(authorization);
  const token = headers['x-amz-security-token'];
  const who = {
    region: scope?.[2] ?? 'us-east-1',
    host: (headers.host ?? '').replace(/:\d+$/, ''),
    accessKeyId: scope?.[1] ?? null,
    signed: /Signature=[0-9a-f]{64}/.test(authorization),
    sessionToken: typeof token === 'string' ? token : null,
  };
  const target = headers['x-amz-target'];
  if (typeof target === 'string') {
    const [prefix = '', operation = ''] = target.split('.');
    const service = targets[prefix];
    if (!service) return null;
    let json: unknown;
    try {
      json = JSON.parse(body);
    } catch {
      return null;
    }
    if (!isRecord(json)) return null;
    return { ...who, service, operation, form: new URLSearchParams(), json, subject: jsonSubject(json) };
  }
  const form = new URLSearchParams(body);
  const operation = form.get('Action');
  const service = versions[form.get('Version') ?? ''];
  if (!operation || !service) return null;
  const subject =
    form.get('UserName') ?? form.get('SerialNumber') ?? form.get('RoleArn') ?? form.get('TargetPrincipal');
  return { ...who, service, operation, form, json: {}, subject };
}
