'use client';
import { Icon } from '#components/ui/icon';
import { AccountPicker } from './account-picker.tsx';
import { CollectNow } from './collect-now.tsx';
import { DisplayMenu } from './display-menu.tsx';
import { openPalette } from './keyboard.tsx';

export function TopBar() {
  return (
    <header className="topbar">
      <button type="button" className="btn icon ghost only-narrow" aria-label="Open navigation" popoverTarget="nav">
        <Icon name="menu" />
      </button>
      <AccountPicker />
      <span className="grow" />
      <button type="button" className="btn ghost only-wide" onClick={openPalette}>
        <Icon name="search" />
        Search or go to<kbd>⌘K</kbd>
      </button>
      <button type="button" className="btn icon ghost only-narrow" aria-label="Search or go to" onClick={openPalette}>
        <Icon name="search" />
      </button>
      <DisplayMenu />
      <CollectNow />
    </header>
  );
}
