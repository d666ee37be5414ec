import { lifecycleEventNames } from '#lib/domain/console-login';
import type { EventSource } from './events.ts';

/** Changes to devices, users and passwords: IAM's events lie in one Region of the partition. */
export const deviceLifecycle: EventSource = {
  id: 'device-lifecycle',
  actions: ['cloudtrail:LookupEvents'],
  eventNames: lifecycleEventNames,
  regions: 'iam',
};
