'use client';
import type { Column } from '#components/data-table/data-table';
import { Time } from '#components/ui/time';
import type { LoginView } from '#lib/present/views/logins';
import { AttributionMark, LoginDevice, LoginPerson, loginUser } from './attribution.tsx';

/** An event's id is unique within its account only. */
export const loginRowId = (login: Pick<LoginView, 'accountId' | 'eventId'>): string =>
  `${login.accountId}:${login.eventId}`;

export const loginRowName = (login: LoginView): string => `${loginUser(login)}, ${login.time}`;

const time: Column<LoginView> = {
  id: 'time',
  header: 'Time, UTC',
  sort: 'time',
  width: 'w-34',
  card: 'full',
  cell: (login) => <Time at={login.time} form="row" />,
};

const from: Column<LoginView> = {
  id: 'from',
  header: 'From',
  width: 'w-36',
  priority: 3,
  cell: (login) => <span className="id clip">{login.sourceIp}</span>,
  sub: (login) => login.region,
};

/** /logins: whose login it was comes first. */
export const loginColumns: Column<LoginView>[] = [
  time,
  {
    id: 'user',
    header: 'User',
    lead: true,
    width: 'w-52',
    cell: (login) => loginUser(login),
    sub: (login) => login.accountName,
  },
  {
    id: 'device',
    header: 'Device',
    width: 'w-44',
    priority: 2,
    cell: (login) => <LoginDevice attribution={login.attribution} />,
  },
  {
    id: 'attribution',
    header: 'Attribution',
    width: 'w-44',
    card: 'side',
    cell: (login) => <AttributionMark state={login.attribution.state} />,
  },
  {
    id: 'person',
    header: 'Person, and how we know',
    priority: 2,
    card: 'full',
    cell: (login) => login.attribution.person?.name ?? null,
    sub: (login) => <span title={login.attribution.reason}>{login.attribution.reason}</span>,
  },
  from,
];

/** /shared: the account is known, so the person and the device come first, in the picture's colours. */
export function sharedLoginColumns(colours: ReadonlyMap<string, number>): Column<LoginView>[] {
  return [
    { ...time, lead: true, card: undefined },
    {
      id: 'person',
      header: 'Person',
      width: 'w-48',
      card: 'side',
      cell: ({ attribution }) => (
        <LoginPerson attribution={attribution} colour={colours.get(attribution.person?.id ?? '')} />
      ),
    },
    {
      id: 'device',
      header: 'Device',
      width: 'w-48',
      card: 'full',
      cell: ({ attribution }) => <LoginDevice attribution={attribution} />,
    },
    {
      id: 'why',
      header: 'How we know',
      card: 'full',
      cell: ({ attribution }) => (
        <span className="t2 why-text" title={attribution.reason}>
          {attribution.reason}
        </span>
      ),
    },
    from,
  ];
}
