import { ListOrganizationsFeaturesCommand } from '@aws-sdk/client-iam';
import { AwsFailure } from '#lib/aws/aws-failure';
import type { Instant } from '#lib/domain/instant';
import { pageChunk } from './page-by-page.ts';
import type { Source } from './source.ts';

export interface RootAnswer {
  readonly OrganizationId: string | null;
  /** `RootCredentialsManagement`, `RootSessions`; empty when central root management was never switched on. */
  readonly EnabledFeatures: readonly string[];
  readonly readAt: Instant;
}

/**
 * AWS's way of saying that central root management is off: trusted access for IAM was never given, or there is no organization
 * that could have it (IAM API Reference, ListOrganizationsFeatures).
 */
const meansOff = [
  'ServiceAccessNotEnabledException',
  'ServiceAccessNotEnabled',
  'OrganizationNotInAllFeaturesModeException',
  'OrganizationNotInAllFeaturesMode',
  'OrganizationNotFoundException',
  'OrganizationNotFound',
];

/** Central root management; only the management (or delegated) account may ask. */
export const root: Source<undefined, RootAnswer> = {
  id: 'root',
  actions: ['iam:ListOrganizationsFeatures'],
  async *read(aws) {
    try {
      const page = await aws.iam('iam:ListOrganizationsFeatures', new ListOrganizationsFeaturesCommand({}), [
        'OrganizationId',
        'EnabledFeatures',
      ]);
      const { OrganizationId, EnabledFeatures } = page.answer;
      yield pageChunk({ OrganizationId, EnabledFeatures, readAt: page.call.at }, page);
    } catch (error) {
      if (!(error instanceof AwsFailure && meansOff.includes(error.errorName) && error.call)) throw error;
      yield pageChunk({ OrganizationId: null, EnabledFeatures: [], readAt: error.call.at }, { call: error.call });
    }
  },
};
