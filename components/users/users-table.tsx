'use client';
import dynamic from 'next/dynamic';
import { type Column, DataTable } from '#components/data-table/data-table';
import { useAccountsInBoundary } from '#components/shell/frame';
import { ClearFilters } from '#components/ui/clear-filters';
import { sayCount } from '#components/ui/count';
import { DeviceCounts } from '#components/ui/device';
import { Duration } from '#components/ui/duration';
import { Empty } from '#components/ui/empty';
import { ExceptionMark } from '#components/ui/exception-mark';
import { FilterChip } from '#components/ui/filters';
import { StateBadge, StatusBadge, statusWords } from '#components/ui/status';
import { useUrl } from '#components/ui/use-url';
import { complianceStatuses } from '#lib/domain/compliance-status';
import type { ListView } from '#lib/present/views/common';
import type { PrincipalDetailView, PrincipalView } from '#lib/present/views/principals';
import { firstSentence } from '../ui/first-sentence.ts';
import { LastLogin } from './last-login.tsx';
import { Privileged } from './privileged.tsx';
import { StrengthWord, strengthOptions } from './strength.tsx';

const UserDrawer = dynamic(() => import('./user-drawer.tsx').then((m) => m.UserDrawer));

const filterNames = [
  'status',
  'accountId',
  'privileged',
  'strength',
  'console',
  'exception',
  'missing',
  'presence',
  'q',
];

/** Every IAM user with status, reason and devices; the open one in the drawer. */
export function UsersTable(props: {
  first: ListView<PrincipalView>;
  query: string;
  /** The open row, when the page was loaded with one. */
  opened: PrincipalDetailView | null;
  collected: boolean;
  now: string;
}) {
  // Until privilege has been judged, a column and a filter of it would say nothing.
  const judged = props.first.items.some((user) => user.privileged !== null);
  return (
    <DataTable
      caption="IAM users"
      noun={['user', 'users']}
      columns={columnsAt(props.now).filter((column) => judged || column.id !== 'privileged')}
      first={props.first}
      endpoint="/api/v1/principals"
      query={props.query}
      rowId={(user) => user.id}
      rowName={(user) => user.userName}
      defaultSort="status"
      search={{ label: 'Search users', placeholder: 'Name or id' }}
      filters={<Filters privilege={judged} />}
      csvHref={`/api/v1/principals?${props.query}&format=csv`}
      empty={
        props.collected ? (
          <Empty reason="none-found" action={<ClearFilters names={filterNames} />}>
            No user fits what is asked for.
          </Empty>
        ) : (
          <Empty reason="not-collected">Users appear as soon as the first account has been read.</Empty>
        )
      }
      drawer={(id, place) => (
        <UserDrawer
          id={id}
          place={place}
          first={props.opened?.id === id ? props.opened : null}
          row={props.first.items.find((user) => user.id === id) ?? null}
          now={props.now}
        />
      )}
    />
  );
}

function Filters({ privilege }: { privilege: boolean }) {
  const accounts = useAccountsInBoundary();
  const missing = useUrl().params.getAll('missing');
  return (
    <>
      <FilterChip
        name="status"
        label="Status"
        options={complianceStatuses.map((status) => ({ value: status, label: statusWords[status] }))}
      />
      <FilterChip
        name="accountId"
        label="Account"
        options={accounts.map((account) => ({ value: account.id, label: account.name }))}
      />
      <FilterChip
        name="console"
        label="Password"
        single
        options={[
          { value: 'can', label: 'Yes, or not known' },
          { value: 'true', label: 'Yes' },
          { value: 'false', label: 'No' },
          { value: 'unknown', label: 'Not known' },
        ]}
      />
      {privilege ? (
        <FilterChip
          name="privileged"
          label="Privileged"
          single
          options={[
            { value: 'true', label: 'Yes' },
            { value: 'false', label: 'No' },
            { value: 'unknown', label: 'Unknown' },
          ]}
        />
      ) : null}
      <FilterChip name="strength" label="Phishing-resistant" options={strengthOptions} />
      <FilterChip
        name="keys"
        label="Access keys"
        single
        options={[
          { value: 'some', label: 'Active' },
          { value: 'none', label: 'None' },
          { value: 'unknown', label: 'Not read' },
        ]}
      />
      {missing.length > 0 ? (
        <FilterChip
          name="missing"
          label="Waits for"
          options={missing.map((action) => ({ value: action, label: action }))}
        />
      ) : null}
      <FilterChip
        name="exception"
        label="Accepted risk"
        single
        options={[
          { value: 'accepted', label: 'Accepted' },
          { value: 'ends-soon', label: 'Ends within 30 days' },
          { value: 'expired', label: 'Expired' },
          { value: 'none', label: 'None' },
        ]}
      />
      <FilterChip
        name="presence"
        label="Deleted"
        single
        options={[{ value: 'deleted-since-report', label: 'Deleted since the report' }]}
      />
    </>
  );
}

function columnsAt(now: string): Column<PrincipalView>[] {
  return [
    {
      id: 'user',
      header: 'User',
      lead: true,
      width: 'w-52',
      sort: 'userName',
      cell: (user) => user.userName,
      sub: (user) => <span title={`${user.accountName}, ${user.accountId}`}>{user.accountName}</span>,
    },
    {
      id: 'status',
      header: 'Status',
      width: 'w-[9.6rem]',
      sort: 'status',
      card: 'side',
      cell: (user) => (
        <>
          {user.presence === 'deleted-since-report' ? (
            <StateBadge tone="na">Deleted</StateBadge>
          ) : (
            <StatusBadge status={user.status} />
          )}
          <span className="only-tight sub">
            <span className="line-clamp-2">{firstSentence(user.reason)}</span>
            <ExceptionMark mark={user.exception} />
          </span>
        </>
      ),
    },
    {
      id: 'reason',
      header: 'Reason',
      priority: 2,
      card: 'full',
      cell: (user) => (
        <>
          <span className={`t2 ${user.exception ? 'line-clamp-1' : 'line-clamp-2'}`} title={user.reason}>
            {firstSentence(user.reason)}
          </span>
          <ExceptionMark mark={user.exception} />
        </>
      ),
    },
    {
      id: 'devices',
      header: 'Devices',
      width: 'w-[8.25rem]',
      cell: (user) => <DeviceCounts devices={user.devices} slots={user.deviceSlots} />,
    },
    {
      id: 'access',
      header: 'Signs in with',
      priority: 3,
      width: 'w-[6.75rem]',
      sort: 'console',
      cell: (user) =>
        user.console === null ? (
          <span className="ink-unk">Not read</span>
        ) : user.console ? (
          'Password'
        ) : (
          <span className="t3">No password</span>
        ),
      sub: (user) => (user.activeKeys === null ? 'keys not read' : sayCount(user.activeKeys, 'active key')),
    },
    {
      id: 'strength',
      header: 'Phishing-resistant',
      priority: 3,
      width: 'w-32',
      sort: 'strength',
      cell: (user) => <StrengthWord strength={user.strength} asked={user.status !== 'NOT_APPLICABLE'} />,
    },
    {
      id: 'privileged',
      header: 'Privileged',
      priority: 3,
      width: 'w-[5.5rem]',
      sort: 'privileged',
      cell: (user) => <Privileged value={user.privileged} />,
    },
    {
      id: 'last-login',
      header: 'Last login',
      priority: 2,
      width: 'w-[7.25rem]',
      sort: 'lastLogin',
      cell: (user) => <LastLogin login={user.lastLogin} />,
    },
    {
      id: 'failing',
      header: 'Failing for',
      priority: 2,
      width: 'w-[5.5rem]',
      sort: 'failingSince',
      cell: (user) => <Duration from={user.failingSince} to={now} />,
    },
  ];
}
