'use client';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import type { FrameView } from '#lib/present/views/common';

const Frame = createContext<{ frame: FrameView; set: (frame: FrameView) => void } | null>(null);

/** Holds what the shell shows. The layout gives the first; each page hands over its own, which knows the boundary in the URL. */
export function FrameProvider({ first, children }: { first: FrameView; children: ReactNode }) {
  const [frame, set] = useState(first);
  return <Frame value={{ frame, set }}>{children}</Frame>;
}

export function useFrame(): FrameView {
  const held = useContext(Frame);
  if (!held) throw new Error('useFrame is used outside FrameProvider');
  return held.frame;
}

/** The accounts that a filter can choose from: those of the boundary in the address. */
export function useAccountsInBoundary(): FrameView['accounts'] {
  const { accounts, boundaries, boundaryId } = useFrame();
  const boundary = boundaries.find((one) => one.id === boundaryId);
  return boundary ? accounts.filter((account) => boundary.accountIds.includes(account.id)) : accounts;
}

/** Rendered by every page: brings the shell up to what this page rests on. */
export function PageFrame({ frame }: { frame: FrameView }) {
  const set = useContext(Frame)?.set;
  useEffect(() => set?.(frame), [set, frame]);
  return null;
}
