'use client';
import dynamic from 'next/dynamic';
import { useRouter, useSearchParams } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { isTyping } from '#components/ui/keys';
import { allPages, withScope } from './pages.tsx';

const Palette = dynamic(() => import('./palette.tsx').then((m) => m.Palette), { ssr: false });
const KeyList = dynamic(() => import('./key-list.tsx').then((m) => m.KeyList), { ssr: false });

const asked = 'keyholder-palette';
export const openPalette = (): void => void window.dispatchEvent(new Event(asked));

/** The keys of every screen; tables and drawers add their own. Off while typing and while a dialog is open. */
export function Keyboard() {
  const router = useRouter();
  const params = useSearchParams();
  const [open, setOpen] = useState<'palette' | 'keys' | null>(null);
  const afterG = useRef(0);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        setOpen('palette');
        return;
      }
      if (isTyping(event) || event.metaKey || event.ctrlKey || event.altKey) return;
      if (document.querySelector('dialog[open]')) return;
      if (Date.now() - afterG.current < 1_500) {
        afterG.current = 0;
        const page = allPages.find((p) => p.key === event.key);
        if (!page) return;
        event.preventDefault();
        router.push(withScope(page.href, new URLSearchParams(params)));
      } else if (event.key === 'g') afterG.current = Date.now();
      else if (event.key === '?') setOpen('keys');
      else if (event.key === '/') {
        event.preventDefault();
        const search = document.querySelector<HTMLInputElement>('[data-search]');
        if (search) search.focus();
        else setOpen('palette');
      } else if (event.key === 'c') document.querySelector<HTMLButtonElement>('[data-check-again]')?.click();
    };
    const onAsk = () => setOpen('palette');
    document.addEventListener('keydown', onKey);
    window.addEventListener(asked, onAsk);
    return () => {
      document.removeEventListener('keydown', onKey);
      window.removeEventListener(asked, onAsk);
    };
  }, [router, params]);

  if (open === 'palette') return <Palette onClose={() => setOpen(null)} />;
  if (open === 'keys') return <KeyList onClose={() => setOpen(null)} />;
  return null;
}
