import type { XmlOperation } from './operation.ts';
import { element } from './wire-answer.ts';

/** Regions that are on in every account; the others have to be opted into. */
const alwaysOn: ReadonlySet<string> = new Set([
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
  'ca-central-1',
  'sa-east-1',
  'eu-central-1',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'eu-north-1',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
]);

const describeRegions: XmlOperation = ({ account: { account } }) => {
  const items = account.enabledRegions.map(
    (region) =>
      `<item>${element('regionName', region)}${element('regionEndpoint', `ec2.${region}.amazonaws.com`)}${element('optInStatus', alwaysOn.has(region) ? 'opt-in-not-required' : 'opted-in')}</item>`,
  );
  return `<regionInfo>${items.join('')}</regionInfo>`;
};

export const ec2Operations: Readonly<Record<string, XmlOperation>> = { DescribeRegions: describeRegions };
