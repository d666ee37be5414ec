'use client';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { getJson, postJson, sayError } from '#components/ui/api';
import { Dialog } from '#components/ui/dialog';
import { Field, SelectField, TextField } from '#components/ui/form';
import { toast } from '#components/ui/toast';
import { useUrl } from '#components/ui/use-url';
import type { ListView } from '#lib/present/views/common';
import type { PrincipalView } from '#lib/present/views/principals';

interface PrincipalRef {
  principalId: string;
  userName: string;
  accountName: string;
}

const words = {
  declared: {
    title: 'Declare a shared account',
    action: 'Declare as shared',
    consequence: 'Its logins will be judged by device and custody. Say why several people use it.',
    hint: 'For example: 24/7 incident access, ticket SEC-311.',
  },
  dismissed: {
    title: 'Dismiss as not shared',
    action: 'Dismiss as not shared',
    consequence: 'Its logins will name the account’s holder. Say how it is known that one person uses it.',
    hint: 'For example: handed to one person on 2 February, ticket SEC-311.',
  },
} as const;

/** An admin's word on whether several people use a principal, with its reason. The newest counts; none is overwritten. */
export function DecideSharedDialog(props: {
  decision: keyof typeof words;
  /** Null: to be chosen here. */
  principal: PrincipalRef | null;
  onClose: () => void;
}) {
  const { title, action, consequence, hint } = words[props.decision];
  const router = useRouter();
  const url = useUrl();
  const [chosen, setChosen] = useState(props.principal?.principalId ?? '');
  const [find, setFind] = useState('');
  const [justification, setJustification] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const found = useUsers(find, props.principal === null);

  const submit = async () => {
    if (chosen === '') return setError('Choose the user.');
    if (justification.trim() === '') return setError('Write the justification: an assessor will read it.');
    setBusy(true);
    setError(null);
    try {
      await postJson('/api/v1/shared-accounts', { principalId: chosen, decision: props.decision, justification });
      toast({ title: props.decision === 'declared' ? 'Declared as shared' : 'Dismissed as not shared' });
      const next = props.decision === 'declared' ? chosen : null;
      if (url.params.get('principalId') === next) router.refresh();
      else url.go({ principalId: next, row: null });
      props.onClose();
    } catch (refused) {
      setError(sayError(refused));
      setBusy(false);
    }
  };

  return (
    <Dialog title={title} action={action} busy={busy} error={error} onSubmit={submit} onClose={props.onClose}>
      <p className="t2">{consequence}</p>
      {props.principal ? (
        <p>
          <b className="med">{props.principal.userName}</b> <span className="t3">{props.principal.accountName}</span>
        </p>
      ) : (
        <>
          <TextField label="Find a user" type="search" value={find} onChange={setFind} placeholder="Part of the name" />
          <SelectField
            label="User"
            value={chosen}
            onChange={setChosen}
            placeholder={found.length === 0 ? 'None found' : 'Choose a user'}
            options={found.map((user) => ({ value: user.id, label: `${user.userName}, ${user.accountName}` }))}
          />
        </>
      )}
      <Field
        label="Justification"
        hint={hint}
        render={(ids) => (
          <textarea
            {...ids}
            className="input"
            rows={3}
            value={justification}
            onChange={(event) => setJustification(event.target.value)}
          />
        )}
      />
    </Dialog>
  );
}

function useUsers(find: string, enabled: boolean): PrincipalView[] {
  const { data } = useQuery<ListView<PrincipalView>>({
    queryKey: ['principals', 'to-declare', find],
    enabled,
    placeholderData: (previous) => previous,
    queryFn: ({ signal }) => {
      const query = new URLSearchParams({ kind: 'IamUser', limit: '50', sort: 'userName', ...(find && { q: find }) });
      return getJson<ListView<PrincipalView>>(`/api/v1/principals?${query}`, signal);
    },
  });
  return data?.items ?? [];
}
