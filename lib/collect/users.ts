import { ListUsersCommand, type User } from '@aws-sdk/client-iam';
import type { Instant } from '#lib/domain/instant';
import { maxItems, pageByPage, pageChunk } from './page-by-page.ts';
import type { Source } from './source.ts';

export interface UsersAnswer {
  readonly Users: readonly User[];
  readonly readAt: Instant;
}

export const users: Source<undefined, UsersAnswer> = {
  id: 'users',
  actions: ['iam:ListUsers'],
  async *read(aws) {
    const pages = pageByPage('iam:ListUsers', (Marker) =>
      aws.iam('iam:ListUsers', new ListUsersCommand({ Marker, MaxItems: maxItems }), ['Users', 'IsTruncated']),
    );
    for await (const page of pages) yield pageChunk({ Users: page.answer.Users, readAt: page.call.at }, page);
  },
};
