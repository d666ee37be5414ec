'use client';
import './logins.css';
import dynamic from 'next/dynamic';
import { DataTable } from '#components/data-table/data-table';
import { useAccountsInBoundary } from '#components/shell/frame';
import { ClearFilters } from '#components/ui/clear-filters';
import { Empty } from '#components/ui/empty';
import { FilterChip } from '#components/ui/filters';
import { type AttributionState, attributionStates } from '#lib/domain/console-login';
import type { ListView } from '#lib/present/views/common';
import type { CoverageGapView, LoginView } from '#lib/present/views/logins';
import { attributionWord } from './attribution.tsx';
import { DayRange } from './day-range.tsx';
import { loginColumns, loginRowId, loginRowName } from './login-columns.tsx';
import type { LoginKind } from './login-kinds.tsx';

const LoginDrawer = dynamic(() => import('./login-drawer.tsx').then((m) => m.LoginDrawer));

const filterNames = ['state', 'accountId', 'person', 'from', 'to', 'sharedOnly', 'q'];
const apart: readonly AttributionState[] = ['not-visible-to-aws', 'not-a-login'];

const nouns: Record<LoginKind, readonly [one: string, many: string]> = {
  logins: ['login', 'logins'],
  failed: ['failed attempt', 'failed attempts'],
  federated: ['federated login', 'federated logins'],
};

export function LoginsTable(props: {
  kind: LoginKind;
  first: ListView<LoginView>;
  query: string;
  /** False while no sign-in has been read at all. */
  read: boolean;
  gaps: readonly CoverageGapView[];
}) {
  const { kind, first, query } = props;
  return (
    <DataTable
      caption={`${nouns[kind][1]}, newest first`}
      noun={nouns[kind]}
      columns={loginColumns}
      first={first}
      endpoint="/api/v1/console-logins"
      query={query}
      rowId={loginRowId}
      rowName={loginRowName}
      defaultSort="-time"
      search={{ label: 'Search logins', placeholder: 'User, person, device, IP' }}
      filters={<Filters kind={kind} />}
      csvHref={`/api/v1/console-logins?${query}&format=csv`}
      empty={<WhyEmpty read={props.read} gaps={props.gaps} noun={nouns[kind][0]} />}
      drawer={(id, place) => <LoginDrawer id={id} place={place} />}
    />
  );
}

function Filters({ kind }: { kind: LoginKind }) {
  const accounts = useAccountsInBoundary();
  return (
    <>
      <DayRange />
      {kind === 'logins' ? (
        <FilterChip
          name="state"
          label="Attribution"
          options={attributionStates
            .filter((state) => !apart.includes(state))
            .map((state) => ({ value: state, label: attributionWord(state) }))}
        />
      ) : null}
      <FilterChip
        name="accountId"
        label="Account"
        options={accounts.map((account) => ({ value: account.id, label: account.name, note: account.id }))}
      />
      <FilterChip
        name="sharedOnly"
        label="Shared"
        single
        options={[{ value: 'true', label: 'Shared accounts only' }]}
      />
    </>
  );
}

/** Denied is not empty: nothing found, not collected and not allowed to look are three answers. */
function WhyEmpty(props: { read: boolean; gaps: readonly CoverageGapView[]; noun: string }) {
  const [gap] = props.gaps;
  if (props.read)
    return (
      <Empty reason="none-found" action={<ClearFilters names={filterNames} />}>
        {`No ${props.noun} fits what is asked for${gap ? ', in the time that was read' : ''}.`}
      </Empty>
    );
  if (gap) return <Empty reason="not-allowed">{gap.reason}</Empty>;
  return (
    <Empty reason="not-collected">
      Sign-ins appear, newest first, as soon as the first page of CloudTrail’s events has been read.
    </Empty>
  );
}
