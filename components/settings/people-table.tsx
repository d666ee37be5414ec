'use client';
import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { type Column, DataTable } from '#components/data-table/data-table';
import { postJson, sayError } from '#components/ui/api';
import { sayCount } from '#components/ui/count';
import { Dialog } from '#components/ui/dialog';
import { Empty } from '#components/ui/empty';
import { TextField } from '#components/ui/form';
import { Icon } from '#components/ui/icon';
import { Time } from '#components/ui/time';
import { toast } from '#components/ui/toast';
import { readUtc } from '#components/ui/utc';
import type { ListView } from '#lib/present/views/common';
import type { PersonView } from '#lib/present/views/settings';

const ImportCsvDialog = dynamic(() => import('#components/import/import-csv-dialog').then((m) => m.ImportCsvDialog));

const columns: Column<PersonView>[] = [
  { id: 'name', header: 'Name', lead: true, width: 'w-64', cell: (person) => person.name },
  { id: 'email', header: 'E-mail', card: 'full', cell: (person) => <span className="t2">{person.email}</span> },
  {
    id: 'devices',
    header: 'Devices held now',
    width: 'w-40',
    card: 'side',
    numeric: true,
    cell: (person) => sayCount(person.devices, 'device'),
  },
  {
    id: 'left',
    header: 'Left',
    width: 'w-52',
    card: 'full',
    cell: (person) => <Left person={person} />,
  },
];

/** Somebody who left and still holds devices needs an admin. */
function Left({ person }: { person: PersonView }) {
  if (person.leftAt === null) return null;
  return (
    <span className={person.devices > 0 ? 'ink-unk med' : 't2'}>
      Left <Time at={person.leftAt} form="day" />
      {person.devices > 0 ? ', still holds devices' : ''}
    </span>
  );
}

export function PeopleTable(props: { first: ListView<PersonView>; query: string; csvHref: string }) {
  const [open, setOpen] = useState<'add' | 'import' | null>(null);
  const buttons = (
    <>
      <button type="button" className="btn s" onClick={() => setOpen('add')}>
        <Icon name="plus" small />
        Add a person
      </button>
      <button type="button" className="btn s" onClick={() => setOpen('import')}>
        <Icon name="upload" small />
        Import CSV
      </button>
    </>
  );
  return (
    <>
      <DataTable
        caption="People who hold devices"
        noun={['person', 'people']}
        columns={columns}
        first={props.first}
        endpoint="/api/v1/people"
        query={props.query}
        rowId={(person) => person.id}
        rowName={(person) => person.name}
        search={{ label: 'Search people', placeholder: 'Name or e-mail' }}
        filters={buttons}
        csvHref={props.csvHref}
        empty={
          <Empty reason="none-found">
            Nobody is recorded, or nobody matches. Add people to say who holds which device; logins of shared accounts
            then name them.
          </Empty>
        }
      />
      {open === 'add' ? <AddPerson onClose={() => setOpen(null)} /> : null}
      {open === 'import' ? <ImportCsvDialog kind="people" onClose={() => setOpen(null)} /> : null}
    </>
  );
}

function AddPerson({ onClose }: { onClose: () => void }) {
  const router = useRouter();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [left, setLeft] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);

  const submit = async () => {
    const leftAt = left.trim() === '' ? null : readUtc(left);
    if (name.trim() === '') return setError('Write the name.');
    if (!email.includes('@')) return setError('Write an e-mail address: it tells people of one name apart.');
    if (left.trim() !== '' && leftAt === null) return setError('Write the day as 2026-10-14, or leave it empty.');
    setBusy(true);
    setError(null);
    try {
      await postJson('/api/v1/people', { name, email, leftAt });
      toast({ title: `${name} added` });
      router.refresh();
      onClose();
    } catch (refused) {
      setError(sayError(refused));
      setBusy(false);
    }
  };

  return (
    <Dialog title="Add a person" action="Add person" busy={busy} error={error} onSubmit={submit} onClose={onClose}>
      <p className="t2">Somebody who holds MFA devices. This gives no access to Keyholder or AWS.</p>
      <TextField label="Name" value={name} onChange={setName} required />
      <TextField label="E-mail" type="email" value={email} onChange={setEmail} required />
      <TextField label="Left on, if so" value={left} onChange={setLeft} placeholder="2026-10-14" hint="UTC" />
    </Dialog>
  );
}
