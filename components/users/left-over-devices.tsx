'use client';
import Link from 'next/link';
import { type Column, DataTable } from '#components/data-table/data-table';
import { useAccountsInBoundary } from '#components/shell/frame';
import { ClearFilters } from '#components/ui/clear-filters';
import { CopyButton } from '#components/ui/copy-button';
import { deviceWord } from '#components/ui/device';
import { Empty } from '#components/ui/empty';
import { FilterChip } from '#components/ui/filters';
import type { ListView } from '#lib/present/views/common';
import type { DeviceRowView } from '#lib/present/views/settings';

/** Devices that protect nothing, each with the command that takes it away. */
export function LeftOverDevices(props: { first: ListView<DeviceRowView>; query: string; collected: boolean }) {
  const accounts = useAccountsInBoundary();
  return (
    <DataTable
      caption="Devices left over"
      noun={['device', 'devices']}
      columns={columns}
      first={props.first}
      endpoint="/api/v1/devices"
      query={props.query}
      rowId={(device) => `${device.accountId} ${device.serialNumber}`}
      rowName={(device) => device.name}
      search={{ label: 'Search devices', placeholder: 'Name or serial number' }}
      filters={
        <FilterChip
          name="accountId"
          label="Account"
          options={accounts.map((account) => ({ value: account.id, label: account.name }))}
        />
      }
      csvHref={`/api/v1/devices?${props.query}&format=csv`}
      empty={
        props.collected ? (
          <Empty reason="none-found" action={<ClearFilters names={['accountId', 'q']} />}>
            No such device is listed in the accounts that were read.
          </Empty>
        ) : (
          <Empty reason="not-collected">Devices appear as soon as the first account has been read.</Empty>
        )
      }
    />
  );
}

const columns: Column<DeviceRowView>[] = [
  {
    id: 'name',
    header: 'Device',
    lead: true,
    width: 'w-64',
    cell: (device) => <span className="med">{device.name}</span>,
    sub: (device) => <span title={`${device.accountName}, ${device.accountId}`}>{device.accountName}</span>,
  },
  {
    id: 'kind',
    header: 'Kind',
    width: 'w-32',
    card: 'side',
    cell: (device) => deviceWord(device.type === 'sms' ? 'sms' : 'virtual-authenticator'),
  },
  {
    id: 'user',
    header: 'User',
    width: 'w-48',
    priority: 2,
    cell: (device) =>
      device.principalId && device.userName ? (
        <Link className="link" href={`/users?row=${encodeURIComponent(device.principalId)}`} prefetch={false}>
          {device.userName}
        </Link>
      ) : (
        <span className="t3">Nobody</span>
      ),
  },
  {
    id: 'clean-up',
    header: 'What to do',
    card: 'full',
    cell: (device) =>
      device.cleanUp === null ? (
        <span className="t3">–</span>
      ) : (
        <span className="row between">
          <code className="clip small t2" title={device.cleanUp}>
            {device.cleanUp}
          </code>
          <CopyButton text={device.cleanUp} />
        </span>
      ),
  },
];
