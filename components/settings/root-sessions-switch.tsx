'use client';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { postJson, sayError } from '#components/ui/api';
import { Dialog } from '#components/ui/dialog';
import { StateBadge } from '#components/ui/status';
import { Time } from '#components/ui/time';
import { toast } from '#components/ui/toast';
import type { SettingsView } from '#lib/present/views/settings';

/** Off until somebody who has read what it does to alarms switches it on. */
export function RootSessionsSwitch({ setting }: { setting: SettingsView['rootSessions'] }) {
  const [open, setOpen] = useState(false);
  const { enabled, changedAt, changedBy } = setting;
  return (
    <div className="rules soft setting-fact stack-s">
      <div className="row between">
        <StateBadge tone={enabled ? 'ok' : 'na'}>{enabled ? 'On' : 'Off'}</StateBadge>
        <button type="button" className="btn" onClick={() => setOpen(true)}>
          {enabled ? 'Switch off' : 'Switch on'}
        </button>
      </div>
      <p className="t2">
        From inside an account AWS shows only root’s virtual authenticators. A root session lists all its devices with
        their kinds: at most once a week for each member account, and when <b className="med">Check again now</b> is
        asked for its root. It can read root’s credentials and change nothing. The management account is never asked,
        and AWS GovCloud (US) has none.
      </p>
      <p className="t2">
        It needs central management of root credentials in AWS Organizations and <code>sts:AssumeRoot</code>; the policy
        is above.
      </p>
      {changedAt ? (
        <p className="t3 small">
          Switched {enabled ? 'on' : 'off'} by {changedBy}, <Time at={changedAt} form="page" />
        </p>
      ) : null}
      {open ? <SwitchDialog enabled={enabled} onClose={() => setOpen(false)} /> : null}
    </div>
  );
}

function SwitchDialog({ enabled, onClose }: { enabled: boolean; onClose: () => void }) {
  const router = useRouter();
  const [known, setKnown] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);

  const submit = async () => {
    if (!enabled && !known) return setError('Confirm that you know what this does to alarms on root activity.');
    setBusy(true);
    setError(null);
    try {
      const body = enabled ? { enabled: false } : { enabled: true, acknowledged: true };
      await postJson('/api/v1/settings/root-sessions', body);
      toast({
        title: `Root sessions switched ${enabled ? 'off' : 'on'}`,
        effect: enabled ? 'Lists read before count until they are a week old' : 'The next collection asks for them',
      });
      router.refresh();
      onClose();
    } catch (refused) {
      setError(sayError(refused));
      setBusy(false);
    }
  };

  return (
    <Dialog
      title={enabled ? 'Switch root sessions off' : 'Switch root sessions on'}
      action={enabled ? 'Switch off' : 'Switch on'}
      busy={busy}
      error={error}
      onSubmit={submit}
      onClose={onClose}
    >
      {enabled ? (
        <p className="t2">
          No further sessions are opened. What was listed counts until it is a week old; after that, Root says what is
          visible from inside.
        </p>
      ) : (
        <>
          <p>
            Each session <b className="med">appears as root activity</b> in the CloudTrail of the member account, and
            sets off alarms on root activity there. Tell those who answer these alarms before you switch this on.
          </p>
          <label className="pop-option">
            <input type="checkbox" checked={known} onChange={(event) => setKnown(event.target.checked)} />
            <span>I know this, and whoever answers the alarms knows it too.</span>
          </label>
        </>
      )}
    </Dialog>
  );
}
