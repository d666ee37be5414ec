import {
  type EntityType,
  GetAccountAuthorizationDetailsCommand,
  type GroupDetail,
  type ManagedPolicyDetail,
  type RoleDetail,
  type UserDetail,
} from '@aws-sdk/client-iam';
import type { Instant } from '#lib/domain/instant';
import { maxItems, pageByPage, pageChunk } from './page-by-page.ts';
import type { Source } from './source.ts';

/** One page. AWS leaves a list out of a page that has none of its kind; policy documents are URL-encoded JSON. */
export interface AuthorizationAnswer {
  readonly UserDetailList?: readonly UserDetail[] | undefined;
  readonly GroupDetailList?: readonly GroupDetail[] | undefined;
  readonly RoleDetailList?: readonly RoleDetail[] | undefined;
  readonly Policies?: readonly ManagedPolicyDetail[] | undefined;
  readonly readAt: Instant;
}

const everyKind: EntityType[] = ['User', 'Role', 'Group', 'LocalManagedPolicy', 'AWSManagedPolicy'];

/** Tags, groups, roles and policies, page by page: a large account's answer is never held whole. */
export const authorization: Source<undefined, AuthorizationAnswer> = {
  id: 'authorization',
  actions: ['iam:GetAccountAuthorizationDetails'],
  async *read(aws) {
    const pages = pageByPage('iam:GetAccountAuthorizationDetails', (Marker) =>
      aws.iam(
        'iam:GetAccountAuthorizationDetails',
        new GetAccountAuthorizationDetailsCommand({ Filter: everyKind, Marker, MaxItems: maxItems }),
        ['IsTruncated'],
      ),
    );
    for await (const page of pages) {
      const { UserDetailList, GroupDetailList, RoleDetailList, Policies } = page.answer;
      const answer = { UserDetailList, GroupDetailList, RoleDetailList, Policies, readAt: page.call.at };
      yield pageChunk(answer, page);
    }
  },
};
