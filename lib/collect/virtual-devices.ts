import { ListVirtualMFADevicesCommand, type VirtualMFADevice } from '@aws-sdk/client-iam';
import type { Instant } from '#lib/domain/instant';
import { maxItems, pageByPage, pageChunk } from './page-by-page.ts';
import type { Source } from './source.ts';

export interface VirtualDevicesAnswer {
  readonly VirtualMFADevices: readonly VirtualMFADevice[];
  readonly readAt: Instant;
}

/** Assigned and unassigned: the unassigned are orphans (case U14), root's may be on any page (case R7). */
export const virtualDevices: Source<undefined, VirtualDevicesAnswer> = {
  id: 'virtual-devices',
  actions: ['iam:ListVirtualMFADevices'],
  async *read(aws) {
    const pages = pageByPage('iam:ListVirtualMFADevices', (Marker) =>
      aws.iam(
        'iam:ListVirtualMFADevices',
        new ListVirtualMFADevicesCommand({ AssignmentStatus: 'Any', Marker, MaxItems: maxItems }),
        ['VirtualMFADevices', 'IsTruncated'],
      ),
    );
    for await (const page of pages) {
      yield pageChunk({ VirtualMFADevices: page.answer.VirtualMFADevices, readAt: page.call.at }, page);
    }
  },
};
