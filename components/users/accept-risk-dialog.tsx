'use client';
import { useState } from 'react';
import { postJson, sayError } from '#components/ui/api';
import { Dialog } from '#components/ui/dialog';
import { SelectField, TextField } from '#components/ui/form';
import { statusWords } from '#components/ui/status';
import { toast } from '#components/ui/toast';
import { ownCheck } from '#lib/domain/compliance-status';
import { shortestReason } from '#lib/domain/exception';
import { day, sayDay, utcDay } from '#lib/domain/instant';
import type { PrincipalView } from '#lib/present/views/principals';

const usualLength = 90 * day;

/** Owner, reason and expiry of an accepted risk. The status stays what it is; a mark stands beside it until the day is over. */
export function AcceptRiskDialog(props: { user: PrincipalView; onAccepted: () => void; onClose: () => void }) {
  const { user } = props;
  const checks = user.checks.filter((one) => one.status === 'NON_COMPLIANT' || one.status === 'INSUFFICIENT_DATA');
  const [checkId, setCheckId] = useState(() => {
    const own = ownCheck(user.kind === 'RootUser');
    return (checks.find((one) => one.checkId === own) ?? checks[0])?.checkId ?? '';
  });
  const [owner, setOwner] = useState('');
  const [reason, setReason] = useState('');
  const [ends, setEnds] = useState(() => utcDay(Date.now() + usualLength));
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const chosen = checks.find((one) => one.checkId === checkId);
  const name = user.kind === 'RootUser' ? `root of ${user.accountName}` : user.userName;

  // The day named is the last one: it ends with that day, UTC.
  const expiresAt = /^\d{4}-\d{2}-\d{2}$/.test(ends) ? Date.parse(`${ends}T23:59:59.000Z`) : Number.NaN;
  const wrong = {
    owner: owner.trim() === '' ? 'Name who answers for this risk.' : null,
    reason:
      [...reason.trim()].length < shortestReason
        ? `Write at least ${shortestReason} characters: an assessor will read it.`
        : null,
    ends: Number.isNaN(expiresAt)
      ? 'Write the day as 2027-01-31.'
      : expiresAt <= Date.now()
        ? 'Choose a day that is not over.'
        : null,
  };

  const submit = async () => {
    setTried(true);
    if (wrong.owner || wrong.reason || wrong.ends) return;
    setBusy(true);
    setError(null);
    try {
      const given = { principalId: user.id, checkId, owner, reason, expiresAt: new Date(expiresAt).toISOString() };
      await postJson('/api/v1/exceptions', given);
      toast({ title: `Risk accepted until ${sayDay(expiresAt)}`, effect: 'The status stays as it is.' });
      props.onAccepted();
      props.onClose();
    } catch (refused) {
      setError(sayError(refused));
      setBusy(false);
    }
  };

  return (
    <Dialog
      title={`Accept the risk for ${name}`}
      action="Accept until the date"
      busy={busy}
      error={error}
      onSubmit={submit}
      onClose={props.onClose}
    >
      <p className="t2">
        The status stays {chosen ? statusWords[chosen.status].toLowerCase() : 'as it is'}. The exception is exported
        with it and belongs to <span className="id">{user.uniqueId}</span>, not to the name.
      </p>
      {checks.length > 1 ? (
        <SelectField
          label="Check"
          value={checkId}
          onChange={setCheckId}
          options={checks.map((one) => ({
            value: one.checkId,
            label: `${one.title}, ${statusWords[one.status].toLowerCase()}`,
          }))}
        />
      ) : null}
      <TextField
        label="Owner"
        hint="The person who answers for this risk."
        value={owner}
        onChange={setOwner}
        error={tried ? wrong.owner : null}
      />
      <TextField
        label="Reason"
        hint="For example: account closes with the migration, ticket SEC-402."
        rows={3}
        value={reason}
        onChange={setReason}
        error={tried ? wrong.reason : null}
      />
      <TextField
        label="Last day, UTC"
        hint="After it the exception is listed as expired and is no longer a mark."
        type="date"
        value={ends}
        onChange={setEnds}
        error={tried ? wrong.ends : null}
      />
    </Dialog>
  );
}
