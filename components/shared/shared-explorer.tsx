'use client';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { DataTable } from '#components/data-table/data-table';
import { loginRowId, loginRowName, sharedLoginColumns } from '#components/logins/login-columns';
import { sayCount } from '#components/ui/count';
import { CsvLink } from '#components/ui/csv-link';
import { Empty } from '#components/ui/empty';
import { FilterChip } from '#components/ui/filters';
import { Icon } from '#components/ui/icon';
import { Section } from '#components/ui/section';
import { useUrl } from '#components/ui/use-url';
import { attributionStates } from '#lib/domain/console-login';
import type { ListView } from '#lib/present/views/common';
import type { LoginView, SharedAccountDetailView } from '#lib/present/views/logins';
import { attributionWord } from '../logins/attribution.tsx';
import { ChosenLoginProvider } from './chosen-login.tsx';
import { ChosenRow } from './chosen-row.tsx';
import { CustodyList } from './custody-list.tsx';
import { GapNotice } from './gap-notice.tsx';
import { LanesPicture } from './lanes-picture.tsx';
import { accountWord, nothingRead } from './mark-words.tsx';
import { WhyShared } from './why-shared.tsx';

// Asked for when first opened: the picture comes first.
const ImportCsvDialog = dynamic(() => import('#components/import/import-csv-dialog').then((m) => m.ImportCsvDialog));
const LoginDrawer = dynamic(() => import('#components/logins/login-drawer').then((m) => m.LoginDrawer));
const CustodyDialog = dynamic(() => import('./custody-dialog.tsx').then((m) => m.CustodyDialog));
const DecideSharedDialog = dynamic(() => import('./decide-shared-dialog.tsx').then((m) => m.DecideSharedDialog));

export interface SharedExplorerProps {
  account: SharedAccountDetailView;
  ranges: { days: number; href: string; chosen: boolean }[];
  /** The first page of its logins, and the parameters that gave it. */
  logins: ListView<LoginView>;
  query: string;
  csvHref: string;
}

type Open = { dialog: 'custody'; instanceId: string | null } | { dialog: 'import' } | { dialog: 'dismiss' } | null;

/** One shared account: the picture, its rows, why it counts as shared, and who holds its devices. */
export function SharedExplorer({ account, ranges, logins, query, csvHref }: SharedExplorerProps) {
  const url = useUrl();
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const row = url.params.get('row');
  const colours = new Map(account.people.map((person) => [person.id, person.colour]));
  const failed = account.counts['not-a-login'];

  return (
    <ChosenLoginProvider initial={row ? (row.split(':')[1] ?? null) : null}>
      <div className="row row-w between picture-actions">
        <span className="t2 small">
          {sayCount(account.devices, 'device')}, {sayCount(account.people.length, 'person', 'people')} recorded
        </span>
        <span className="actions">
          <button
            type="button"
            className="btn"
            disabled={account.lanes.length === 0}
            onClick={() => setOpen({ dialog: 'custody', instanceId: null })}
          >
            <Icon name="person" small />
            Assign custodians
          </button>
          <button type="button" className="btn" onClick={() => setOpen({ dialog: 'import' })}>
            <Icon name="upload" small />
            Import CSV
          </button>
        </span>
      </div>
      <LanesPicture
        account={account}
        ranges={ranges}
        rows={logins.items}
        onOpen={(eventId) => url.mark({ row: loginRowId({ accountId: account.accountId, eventId }) })}
        onAssign={(instanceId) => setOpen({ dialog: 'custody', instanceId })}
      />
      {account.marksTruncated ? (
        <p className="small t2 picture-note">
          The picture shows the newest {sayCount(account.marks.length, 'login')} of these days; the table has all of
          them.
        </p>
      ) : null}
      <GapNotice gaps={account.gaps} accountIds={[account.accountId]} />
      <Section
        id="which-device"
        title="Which MFA device served each login"
        note={`${sayCount(account.logins, 'login')} and ${sayCount(failed, 'failed attempt')}, newest first`}
        className="after-picture"
      >
        <ChosenRow accountId={account.accountId}>
          <DataTable
            caption={`Logins of ${accountWord(account)}, newest first`}
            noun={['row', 'rows']}
            columns={sharedLoginColumns(colours)}
            first={logins}
            endpoint="/api/v1/console-logins"
            query={query}
            rowId={loginRowId}
            rowName={loginRowName}
            defaultSort="-time"
            csvHref={csvHref}
            filters={
              <>
                <FilterChip
                  name="person"
                  label="Person"
                  single
                  options={account.people.map(({ id, name }) => ({ value: id, label: name }))}
                />
                <FilterChip
                  name="state"
                  label="Attribution"
                  options={attributionStates
                    .filter((state) => account.counts[state] > 0)
                    .map((state) => ({
                      value: state,
                      label: attributionWord(state),
                      note: String(account.counts[state]),
                    }))}
                />
              </>
            }
            empty={
              <Empty reason={nothingRead(account) ? 'not-allowed' : 'none-found'}>
                {account.gaps.length > 0
                  ? 'None in the time that was read. Not all of these days were: see above.'
                  : 'No login and no failed attempt in these days with these filters.'}
              </Empty>
            }
            drawer={(id, place) => <LoginDrawer id={id} place={place} />}
          />
        </ChosenRow>
      </Section>
      <div className="grid after-picture">
        <Section
          id="custody"
          title="Who holds the devices"
          className="c7"
          note="Appended, never edited"
          aside={
            <CsvLink
              href={`/api/v1/custodies?${new URLSearchParams({ principalId: account.principalId, format: 'csv' })}`}
              rows={account.lanes.reduce((n, lane) => n + lane.custodies.length, 0)}
            />
          }
        >
          <CustodyList lanes={account.lanes} />
        </Section>
        <Section id="why-shared" title="Why it counts as shared" className="c5">
          <WhyShared account={account} onDismiss={() => setOpen({ dialog: 'dismiss' })} />
        </Section>
      </div>
      {open?.dialog === 'custody' ? (
        <CustodyDialog account={account} instanceId={open.instanceId} onClose={close} />
      ) : null}
      {open?.dialog === 'import' ? <ImportCsvDialog kind="custodies" onClose={close} /> : null}
      {open?.dialog === 'dismiss' ? (
        <DecideSharedDialog decision="dismissed" principal={account} onClose={close} />
      ) : null}
    </ChosenLoginProvider>
  );
}
