import type { Partition } from '#lib/domain/account';

export const partitionOf = (text: string): Partition => (text === 'aws-us-gov' || text === 'aws-cn' ? text : 'aws');
