'use client';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { postJson, sayError } from '#components/ui/api';
import { sayCount } from '#components/ui/count';
import { Dialog } from '#components/ui/dialog';
import { Field, TextField } from '#components/ui/form';
import { Icon } from '#components/ui/icon';
import { Time } from '#components/ui/time';
import { toast } from '#components/ui/toast';
import type { FrameView } from '#lib/present/views/common';
import type { BoundaryView } from '#lib/present/views/settings';

type Accounts = FrameView['accounts'];

export function BoundaryList({ boundaries, accounts }: { boundaries: readonly BoundaryView[]; accounts: Accounts }) {
  const [open, setOpen] = useState(false);
  const nameOf = (id: string) => accounts.find((account) => account.id === id)?.name ?? id;
  return (
    <>
      {boundaries.length === 0 ? (
        <p className="rules soft setting-fact t2">
          None yet. Without one, every screen speaks of all accounts that Keyholder knows.
        </p>
      ) : (
        <ul className="rules">
          {boundaries.map((boundary) => (
            <li key={boundary.id} className="stack-s">
              <div className="row between">
                <Link className="link med" href={`/?boundary=${encodeURIComponent(boundary.id)}`}>
                  {boundary.name}
                </Link>
                <span className="t3 small">{sayCount(boundary.accountIds.length, 'account')}</span>
              </div>
              <span className="t2">{boundary.justification}</span>
              <span className="t3 small">
                {boundary.accountIds.slice(0, 12).map(nameOf).join(', ')}
                {boundary.accountIds.length > 12 ? ` and ${boundary.accountIds.length - 12} more` : ''}. Recorded by{' '}
                {boundary.recordedBy}, <Time at={boundary.recordedAt} form="page" />.
              </span>
            </li>
          ))}
        </ul>
      )}
      <button type="button" className="btn boundary-new" disabled={accounts.length === 0} onClick={() => setOpen(true)}>
        <Icon name="plus" small />
        Create a boundary
      </button>
      {open ? <CreateBoundary accounts={accounts} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function CreateBoundary({ accounts, onClose }: { accounts: Accounts; onClose: () => void }) {
  const router = useRouter();
  const [name, setName] = useState('');
  const [justification, setJustification] = useState('');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const toggle = (id: string) => setChosen(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);

  const submit = async () => {
    if (name.trim() === '') return setError('Write a name.');
    if (justification.trim() === '') return setError('Write why exactly these accounts: an assessor will read it.');
    if (chosen.length === 0) return setError('Choose at least one account.');
    setBusy(true);
    setError(null);
    try {
      await postJson('/api/v1/boundaries', { name, justification, accountIds: chosen });
      toast({ title: `Boundary ${name} created`, effect: sayCount(chosen.length, 'account') });
      router.refresh();
      onClose();
    } catch (refused) {
      setError(sayError(refused));
      setBusy(false);
    }
  };

  return (
    <Dialog
      title="Create a boundary"
      action="Create boundary"
      busy={busy}
      error={error}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField label="Name" value={name} onChange={setName} required />
      <Field
        label="Justification"
        hint="Why exactly these accounts belong together."
        render={(ids) => (
          <textarea
            {...ids}
            className="input"
            rows={2}
            value={justification}
            onChange={(event) => setJustification(event.target.value)}
          />
        )}
      />
      <fieldset className="boundary-accounts">
        <legend className="med">
          Accounts <span className="t3">{chosen.length > 0 ? `${chosen.length} of ${accounts.length}` : ''}</span>
        </legend>
        {accounts.map((account) => (
          <label key={account.id} className="pop-option">
            <input type="checkbox" checked={chosen.includes(account.id)} onChange={() => toggle(account.id)} />
            <span className="clip" title={account.name}>
              {account.name}
            </span>
            <span className="small t3 push id">{account.id}</span>
          </label>
        ))}
      </fieldset>
    </Dialog>
  );
}
