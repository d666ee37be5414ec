'use client';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Icon } from '#components/ui/icon';
import type { PrincipalView } from '#lib/present/views/principals';

const AcceptRiskDialog = dynamic(() => import('./accept-risk-dialog.tsx').then((m) => m.AcceptRiskDialog));

/** Opens the dialog in which somebody answers for a risk. Nothing is offered where no check fails or is undecided. */
export function AcceptRisk({ user, onAccepted }: { user: PrincipalView; onAccepted: () => void }) {
  const [open, setOpen] = useState(false);
  if (!user.checks.some((one) => one.status === 'NON_COMPLIANT' || one.status === 'INSUFFICIENT_DATA')) return null;
  return (
    <>
      <button type="button" className="btn" onClick={() => setOpen(true)}>
        <Icon name="flag" small />
        {user.exception ? 'Accept it again…' : 'Accept this risk…'}
      </button>
      {open ? <AcceptRiskDialog user={user} onAccepted={onAccepted} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
