import { DescribeRegionsCommand } from '@aws-sdk/client-ec2';
import type { Instant } from '#lib/domain/instant';
import { pageChunk } from './page-by-page.ts';
import type { Source } from './source.ts';

export interface RegionsAnswer {
  /** Names of the Regions enabled for the account. */
  readonly enabled: readonly string[];
  readonly readAt: Instant;
}

/** The Regions enabled for the account; sign-ins are recorded in the Region they went through. */
export const regions: Source<undefined, RegionsAnswer> = {
  id: 'regions',
  actions: ['ec2:DescribeRegions'],
  async *read(aws) {
    const page = await aws.ec2('ec2:DescribeRegions', new DescribeRegionsCommand({}), ['Regions']);
    const enabled = page.answer.Regions.flatMap((region) => (region.RegionName ? [region.RegionName] : []));
    yield pageChunk({ enabled, readAt: page.call.at }, page);
  },
};
