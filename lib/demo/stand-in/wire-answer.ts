/** How AWS writes answers and errors: query protocol (IAM, STS), EC2's own XML, JSON 1.1 (Organizations, CloudTrail). */
import type { Instant } from '#lib/domain/instant';

export type Service = 'iam' | 'sts' | 'ec2' | 'organizations' | 'cloudtrail';

/** An error as AWS words it; `code` is the code on the wire, not the SDK's name for it. */
export class AwsError extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export interface WireAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

export type Protocol = 'query' | 'ec2' | 'json';
export const protocolOf: Readonly<Record<Service, Protocol>> = {
  iam: 'query',
  sts: 'query',
  ec2: 'ec2',
  organizations: 'json',
  cloudtrail: 'json',
};

const namespaces: Readonly<Record<Service, string>> = {
  iam: 'https://iam.amazonaws.com/doc/2010-05-08/',
  sts: 'https://sts.amazonaws.com/doc/2011-06-15/',
  ec2: 'http://ec2.amazonaws.com/doc/2016-11-15/',
  organizations: '',
  cloudtrail: '',
};

export function escapeXml(text: string): string {
  return /[&<>"\r]/.test(text)
    ? text
        .replace(/&/g, '&amp;')
        .replace(/</g, '&lt;')
        .replace(/>/g, '&gt;')
        .replace(/"/g, '&quot;')
        .replace(/\r/g, '&#xD;')
    : text;
}

/** `<name>text</name>`; nothing at all for null and undefined, as AWS leaves out what it has no value for. */
export function element(name: string, value: string | number | boolean | null | undefined): string {
  return value === null || value === undefined ? '' : `<${name}>${escapeXml(String(value))}</${name}>`;
}

/** `<name><member>…</member>…</name>`; an empty list is an empty element, not a missing one. */
export function memberList(name: string, members: readonly string[]): string {
  return `<${name}>${members.map((m) => `<member>${m}</member>`).join('')}</${name}>`;
}

export const xmlTime = (at: Instant): string => `${new Date(at).toISOString().slice(0, 19)}Z`;

/** `inner` is the content of `<…Result>`; empty for STS and IAM operations without a result. */
export function xmlAnswer(service: Service, operation: string, inner: string, requestId: string): WireAnswer {
  const body =
    service === 'ec2'
      ? `<?xml version="1.0" encoding="UTF-8"?>\n<${operation}Response xmlns="${namespaces.ec2}"><requestId>${requestId}</requestId>${inner}</${operation}Response>`
      : `<${operation}Response xmlns="${namespaces[service]}"><${operation}Result>${inner}</${operation}Result><ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${operation}Response>`;
  return { status: 200, contentType: service === 'ec2' ? 'text/xml;charset=UTF-8' : 'text/xml', body };
}

export const jsonAnswer = (value: object): WireAnswer => ({
  status: 200,
  contentType: 'application/x-amz-json-1.1',
  body: JSON.stringify(value),
});

export function errorAnswer(service: Service, error: AwsError, requestId: string): WireAnswer {
  const { status, code } = error;
  const message = error.message;
  switch (protocolOf[service]) {
    case 'json': {
      // Organizations writes `Message`, CloudTrail `message`.
      const text = service === 'organizations' ? { Message: message } : { message };
      return { status, contentType: 'application/x-amz-json-1.1', body: JSON.stringify({ __type: code, ...text }) };
    }
    case 'ec2':
      return {
        status,
        contentType: 'text/xml;charset=UTF-8',
        body: `<?xml version="1.0" encoding="UTF-8"?>\n<Response><Errors><Error>${element('Code', code)}${element('Message', message)}</Error></Errors><RequestID>${requestId}</RequestID></Response>`,
      };
    case 'query':
      return {
        status,
        contentType: 'text/xml',
        body: `<ErrorResponse xmlns="${namespaces[service]}"><Error><Type>${status >= 500 ? 'Receiver' : 'Sender'}</Type>${element('Code', code)}${element('Message', message)}</Error><RequestId>${requestId}</RequestId></ErrorResponse>`,
      };
  }
}

/** Words of a refusal, as IAM writes them. */
export function accessDenied(service: Service, callerArn: string, action: string, resource: string): AwsError {
  const message = `User: ${callerArn} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`;
  switch (protocolOf[service]) {
    case 'json':
      return new AwsError(400, 'AccessDeniedException', message);
    case 'ec2':
      return new AwsError(403, 'UnauthorizedOperation', 'You are not authorized to perform this operation.');
    case 'query':
      return new AwsError(403, 'AccessDenied', message);
  }
}

export function throttled(service: Service): AwsError {
  switch (service) {
    case 'organizations':
      return new AwsError(
        400,
        'TooManyRequestsException',
        'AWS Organizations cannot perform the operation because you have sent too many requests.',
      );
    case 'cloudtrail':
      return new AwsError(400, 'ThrottlingException', 'Rate exceeded');
    case 'ec2':
      return new AwsError(503, 'RequestLimitExceeded', 'Request limit exceeded.');
    default:
      return new AwsError(400, 'Throttling', 'Rate exceeded');
  }
}

/** A key AWS does not know, or one of an account in a Region that is not enabled. */
export function unknownKey(service: Service): AwsError {
  switch (protocolOf[service]) {
    case 'json':
      return new AwsError(400, 'UnrecognizedClientException', 'The security token included in the request is invalid.');
    case 'ec2':
      return new AwsError(401, 'AuthFailure', 'AWS was not able to validate the provided access credentials');
    case 'query':
      return new AwsError(403, 'InvalidClientTokenId', 'The security token included in the request is invalid.');
  }
}

export function expiredKey(service: Service): AwsError {
  switch (protocolOf[service]) {
    case 'json':
      return new AwsError(400, 'ExpiredTokenException', 'The security token included in the request is expired');
    case 'ec2':
      return new AwsError(400, 'RequestExpired', 'Request has expired.');
    case 'query':
      return new AwsError(403, 'ExpiredToken', 'The security token included in the request is expired');
  }
}

export function missingKey(service: Service): AwsError {
  switch (protocolOf[service]) {
    case 'json':
      return new AwsError(400, 'MissingAuthenticationTokenException', 'Missing Authentication Token');
    case 'ec2':
      return new AwsError(403, 'MissingAuthenticationToken', 'Missing Authentication Token');
    case 'query':
      return new AwsError(403, 'MissingAuthenticationToken', 'Request is missing Authentication Token');
  }
}
