import {
  ListOpenIDConnectProvidersCommand,
  ListSAMLProvidersCommand,
  type OpenIDConnectProviderListEntry,
  type SAMLProviderListEntry,
} from '@aws-sdk/client-iam';
import { AwsFailure } from '#lib/aws/aws-failure';
import type { Instant } from '#lib/domain/instant';
import { failureAbout } from './failure-about.ts';
import type { Chunk, Source } from './source.ts';

/** One chunk for each of the two lists: the other's member is absent, not empty. */
export interface FederationAnswer {
  readonly SAMLProviderList?: readonly SAMLProviderListEntry[];
  readonly OpenIDConnectProviderList?: readonly OpenIDConnectProviderListEntry[];
  readonly readAt: Instant;
}

/** Identity providers that can sign people in past IAM users. Neither list has pages. */
export const federation: Source<undefined, FederationAnswer> = {
  id: 'federation',
  actions: ['iam:ListSAMLProviders', 'iam:ListOpenIDConnectProviders'],
  async *read(aws) {
    const refused: AwsFailure[] = [];
    const part = async (subject: string, ask: () => Promise<Chunk<FederationAnswer>>) => {
      try {
        return await ask();
      } catch (error) {
        if (!(error instanceof AwsFailure)) throw error;
        refused.push(error);
        const calls = error.call ? [error.call] : [];
        return {
          answer: { readAt: aws.clock() },
          calls,
          attempted: 1,
          succeeded: 0,
          failures: [failureAbout(subject, error)],
        };
      }
    };
    yield await part('ListSAMLProviders', async () => {
      const { answer, call } = await aws.iam('iam:ListSAMLProviders', new ListSAMLProvidersCommand({}), [
        'SAMLProviderList',
      ]);
      return chunkOf({ SAMLProviderList: answer.SAMLProviderList, readAt: call.at }, call);
    });
    yield await part('ListOpenIDConnectProviders', async () => {
      const { answer, call } = await aws.iam(
        'iam:ListOpenIDConnectProviders',
        new ListOpenIDConnectProvidersCommand({}),
        ['OpenIDConnectProviderList'],
      );
      return chunkOf({ OpenIDConnectProviderList: answer.OpenIDConnectProviderList, readAt: call.at }, call);
    });
    if (refused.length === 2 && refused[0]) throw refused[0];
  },
};

const chunkOf = (answer: FederationAnswer, call: Chunk<unknown>['calls'][number]): Chunk<FederationAnswer> => ({
  answer,
  calls: [call],
  attempted: 1,
  succeeded: 1,
  failures: [],
});
