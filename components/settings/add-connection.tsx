'use client';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { postJson, sayError } from '#components/ui/api';
import { Dialog } from '#components/ui/dialog';
import { TextField } from '#components/ui/form';
import { Icon } from '#components/ui/icon';
import { toast } from '#components/ui/toast';

/** GovCloud beside commercial, or a second organization: each by a profile of AWS's own configuration files. */
export function AddConnection() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="btn boundary-new" onClick={() => setOpen(true)}>
        <Icon name="plus" small />
        Add a connection
      </button>
      {open ? <AddDialog onClose={() => setOpen(false)} /> : null}
    </>
  );
}

const empty = { id: '', profile: '', region: '', roleName: '', externalId: '' };

function AddDialog({ onClose }: { onClose: () => void }) {
  const router = useRouter();
  const [given, setGiven] = useState(empty);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const field = (name: keyof typeof empty) => ({
    value: given[name],
    onChange: (value: string) => setGiven({ ...given, [name]: value }),
  });

  const submit = async () => {
    const { roleName, externalId, ...rest } = given;
    if (Object.values(rest).some((value) => value.trim() === ''))
      return setError('Write a name, a profile and a Region.');
    setBusy(true);
    setError(null);
    try {
      await postJson('/api/v1/connections', {
        ...rest,
        ...(roleName.trim() === '' ? {} : { roleName }),
        ...(externalId.trim() === '' ? {} : { externalId }),
      });
      toast({ title: `Connection ${given.id} added`, effect: 'The next collection uses it' });
      router.refresh();
      onClose();
    } catch (refused) {
      setError(sayError(refused));
      setBusy(false);
    }
  };

  return (
    <Dialog
      title="Add a connection"
      action="Add connection"
      busy={busy}
      error={error}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className="t2">
        Another way into AWS, read in every collection: AWS GovCloud (US) beside commercial, or a second organization.
        The keys stay in AWS’s configuration files on the machine that collects.
      </p>
      <TextField label="Name" {...field('id')} placeholder="govcloud" required />
      <TextField label="Profile" {...field('profile')} hint="Of ~/.aws/config where Keyholder runs" required />
      <TextField label="Region" {...field('region')} placeholder="us-gov-west-1" required />
      <TextField label="Role in accounts" {...field('roleName')} hint="Empty: only the caller’s own account is read" />
      <TextField label="External id" {...field('externalId')} />
    </Dialog>
  );
}
