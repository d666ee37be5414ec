'use client';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { postJson, sayError } from '#components/ui/api';
import { DeviceChip } from '#components/ui/device';
import { Dialog } from '#components/ui/dialog';
import { TextField } from '#components/ui/form';
import { PersonName } from '#components/ui/person';
import { Time } from '#components/ui/time';
import { toast } from '#components/ui/toast';
import { readUtc } from '#components/ui/utc';
import type { CustodyView, LaneView } from '#lib/present/views/logins';

/** Who is recorded to hold or have held each device, newest first, each with the way to end it. */
export function CustodyList({ lanes }: { lanes: readonly LaneView[] }) {
  const [ending, setEnding] = useState<{ custody: CustodyView; lane: LaneView } | null>(null);
  const rows = lanes
    .flatMap((lane) => lane.custodies.map((custody) => ({ custody, lane })))
    .sort((a, b) => Date.parse(b.custody.validFrom) - Date.parse(a.custody.validFrom));
  if (rows.length === 0)
    return (
      <p className="t2 rules soft list-empty">
        Nobody is recorded to hold any of these devices, so no login here names a person.
      </p>
    );
  return (
    <>
      <ul className="rules">
        {rows.map(({ custody, lane }) => (
          <li key={custody.id} className="custody-row">
            <PersonName name={custody.person.name} colour={custody.personColour} />
            <DeviceChip
              kind={lane.type}
              name={lane.name}
              serialNumber={lane.serialNumber}
              removed={lane.until !== null}
            />
            <span className="t2 small">
              <Time at={custody.validFrom} form="page" /> to{' '}
              {custody.validTo ? <Time at={custody.validTo} form="page" /> : 'now'}. {custody.reason}
              <span className="t3">
                {' '}
                Recorded by {custody.recordedBy}, <Time at={custody.recordedAt} form="page" />.
              </span>
            </span>
            {custody.validTo === null ? (
              <button type="button" className="btn s" onClick={() => setEnding({ custody, lane })}>
                End
                <span className="sr">
                  {' '}
                  custody of {lane.name} by {custody.person.name}
                </span>
              </button>
            ) : null}
          </li>
        ))}
      </ul>
      {ending ? <EndCustodyDialog {...ending} onClose={() => setEnding(null)} /> : null}
    </>
  );
}

function EndCustodyDialog(props: { custody: CustodyView; lane: LaneView; onClose: () => void }) {
  const { custody, lane } = props;
  const router = useRouter();
  const [at, setAt] = useState('');
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);

  const submit = async () => {
    const end = readUtc(at);
    if (end === null) return setError('Write the end as 2026-10-14 09:00, in UTC.');
    if (end <= custody.validFrom) return setError('The end must be later than the beginning of this custody.');
    if (reason.trim() === '') return setError('Write how this is known: it stays with the record.');
    setBusy(true);
    setError(null);
    try {
      await postJson(`/api/v1/custodies/${encodeURIComponent(custody.id)}/end`, { at: end, reason });
      toast({ title: 'End of custody recorded', effect: `${custody.person.name} no longer holds ${lane.name}` });
      router.refresh();
      props.onClose();
    } catch (refused) {
      setError(sayError(refused));
      setBusy(false);
    }
  };

  return (
    <Dialog
      title={`End custody of ${lane.name}`}
      action="Record the end"
      busy={busy}
      error={error}
      onSubmit={submit}
      onClose={props.onClose}
    >
      <p className="t2">
        Logins after this instant will no longer name {custody.person.name}. The record itself stays.
      </p>
      <TextField label="Ended, UTC" value={at} onChange={setAt} placeholder="2026-10-14 09:00" required />
      <TextField label="How this is known" value={reason} onChange={setReason} required />
    </Dialog>
  );
}
