'use client';
import { createContext, type ReactNode, use, useState } from 'react';

interface ChosenLogin {
  /** The login under the pointer or chosen by key, in the picture or the table; null for none. */
  readonly chosen: string | null;
  readonly choose: (eventId: string | null) => void;
}

const Context = createContext<ChosenLogin>({ chosen: null, choose: () => {} });

/** One chosen login for the picture and the table: a mark is a row, in both directions. */
export function ChosenLoginProvider({ initial, children }: { initial: string | null; children: ReactNode }) {
  const [chosen, choose] = useState(initial);
  return <Context value={{ chosen, choose }}>{children}</Context>;
}

export const useChosenLogin = (): ChosenLogin => use(Context);
