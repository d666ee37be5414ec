'use client';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { ApiError, getJson, postJson, sayError } from '#components/ui/api';
import { Dialog } from '#components/ui/dialog';
import { Field, SelectField, TextField } from '#components/ui/form';
import { sayTime } from '#components/ui/say-time';
import { toast } from '#components/ui/toast';
import { readUtc, writeUtc } from '#components/ui/utc';
import type { ListView } from '#lib/present/views/common';
import type { LaneView, SharedAccountDetailView } from '#lib/present/views/logins';
import type { PersonView } from '#lib/present/views/settings';
import { candidatesOf } from './custody-candidates.ts';
import { accountWord } from './mark-words.tsx';

const newPerson = 'new';

const labelOf = (lane: LaneView): string => {
  const since = lane.from.latest ?? lane.from.earliest;
  return `${lane.name}${since ? `, enabled ${sayTime(since, 'day')}` : ''}${lane.until ? ', removed' : ''}`;
};

/** When the last recorded custody ended, else when the device was enabled: where a missing custody most likely begins. */
function likelyStart(lane: LaneView | undefined): string {
  if (!lane) return '';
  const ends = lane.custodies.map((custody) => custody.validTo).filter((at) => at !== null);
  const at = ends.sort().at(-1) ?? lane.from.latest ?? lane.from.earliest;
  return at ? writeUtc(at) : '';
}

/** Records which person held a device, from when to when, and why we say so. */
export function CustodyDialog(props: {
  account: Pick<SharedAccountDetailView, 'principalId' | 'userName' | 'sharedBecause' | 'lanes'>;
  instanceId: string | null;
  onClose: () => void;
}) {
  const { account } = props;
  const router = useRouter();
  const first = account.lanes.find((lane) => lane.instanceId === props.instanceId) ?? account.lanes[0];
  const [instanceId, setInstanceId] = useState(first?.instanceId ?? '');
  const [personId, setPersonId] = useState('');
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [from, setFrom] = useState(likelyStart(first));
  const [to, setTo] = useState('');
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const { people, reload } = usePeople();
  const lane = account.lanes.find((one) => one.instanceId === instanceId);

  /** A person just added stays chosen, also when the custody is then refused. */
  const choose = async (id: string) => {
    await reload();
    setPersonId(id);
  };

  const submit = async () => {
    const validFrom = readUtc(from);
    const validTo = to.trim() === '' ? null : readUtc(to);
    if (!lane) return setError('Choose the device.');
    if (personId === '') return setError('Choose who holds it, or add a person.');
    if (validFrom === null) return setError('Write the beginning as 2026-10-14 09:00, in UTC.');
    if (to.trim() !== '' && validTo === null)
      return setError('Write the end as 2026-10-14 09:00, in UTC, or leave it empty.');
    if (validTo !== null && validTo <= validFrom) return setError('The end must be later than the beginning.');
    if (reason.trim() === '') return setError('Write how this is known: it stays with the record.');
    setBusy(true);
    setError(null);
    try {
      const id =
        personId === newPerson ? (await postJson<{ id: string }>('/api/v1/people', { name, email })).id : personId;
      if (personId === newPerson) await choose(id);
      await postJson('/api/v1/custodies', {
        principalId: account.principalId,
        serialNumber: lane.serialNumber,
        deviceInstanceId: lane.instanceId,
        personId: id,
        validFrom,
        validTo,
        reason,
      });
      const who = people.find((one) => one.id === id)?.name ?? name;
      toast({ title: 'Custody recorded', effect: `${who} held ${lane.name} from ${sayTime(validFrom, 'page')}` });
      router.refresh();
      props.onClose();
    } catch (refused) {
      const candidates = refused instanceof ApiError && refused.status === 409 ? candidatesOf(refused.detail) : [];
      setError([sayError(refused), ...candidates].join(' '));
      setBusy(false);
    }
  };

  return (
    <Dialog
      title="Record custody"
      action="Record custody"
      busy={busy}
      error={error}
      onSubmit={submit}
      onClose={props.onClose}
    >
      <p className="t2">
        Logins of {accountWord(account)} by this device between these instants will name this person. Nothing recorded
        is overwritten.
      </p>
      <SelectField
        label="Device"
        value={instanceId}
        onChange={(id) => {
          setInstanceId(id);
          setFrom(likelyStart(account.lanes.find((one) => one.instanceId === id)));
        }}
        options={account.lanes.map((one) => ({ value: one.instanceId, label: labelOf(one) }))}
      />
      <SelectField
        label="Who holds it"
        value={personId}
        onChange={setPersonId}
        placeholder="Choose a person"
        options={[
          ...people.map((person) => ({ value: person.id, label: `${person.name}, ${person.email}` })),
          { value: newPerson, label: 'Add a person' },
        ]}
      />
      {personId === newPerson ? (
        <div className="field-pair">
          <TextField label="Name" value={name} onChange={setName} required />
          <TextField label="E-mail" type="email" value={email} onChange={setEmail} required />
        </div>
      ) : null}
      <div className="field-pair">
        <TextField label="From, UTC" value={from} onChange={setFrom} placeholder="2026-10-14 09:00" required />
        <TextField label="To, UTC" value={to} onChange={setTo} placeholder="Still held" />
      </div>
      <Field
        label="How this is known"
        hint="For example: handed over in person, ticket SEC-311."
        render={(ids) => (
          <textarea {...ids} className="input" rows={2} value={reason} onChange={(e) => setReason(e.target.value)} />
        )}
      />
    </Dialog>
  );
}

/** The people to choose from, asked for when the dialog opens. */
function usePeople(): { people: PersonView[]; reload: () => Promise<unknown> } {
  const { data, refetch } = useQuery({
    queryKey: ['people', 'to-choose'],
    queryFn: ({ signal }) => getJson<ListView<PersonView>>('/api/v1/people?limit=500', signal),
  });
  return { people: data?.items ?? [], reload: refetch };
}
