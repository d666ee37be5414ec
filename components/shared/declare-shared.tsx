'use client';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Icon } from '#components/ui/icon';

const DecideSharedDialog = dynamic(() => import('./decide-shared-dialog.tsx').then((m) => m.DecideSharedDialog));

export function DeclareShared() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="btn" onClick={() => setOpen(true)}>
        <Icon name="plus" small />
        Declare shared
      </button>
      {open ? <DecideSharedDialog decision="declared" principal={null} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
