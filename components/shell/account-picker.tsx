'use client';
import { startTransition, useOptimistic, useState } from 'react';
import { sayCount } from '#components/ui/count';
import { Icon } from '#components/ui/icon';
import { Popover } from '#components/ui/popover';
import { useUrl } from '#components/ui/use-url';
import { useFrame } from './frame.tsx';

/** Which accounts every screen, figure and export speaks of: all, a boundary, or some accounts of it. */
export function AccountPicker() {
  const frame = useFrame();
  const url = useUrl();
  const [find, setFind] = useState('');
  const [{ boundaryId, chosen }, show] = useOptimistic({
    boundaryId: url.params.get('boundary'),
    chosen: url.params.getAll('accountId'),
  });
  const boundary = frame.boundaries.find((b) => b.id === boundaryId);
  const inBoundary = boundary ? frame.accounts.filter((a) => boundary.accountIds.includes(a.id)) : frame.accounts;
  const name = (id: string) => frame.accounts.find((a) => a.id === id)?.name ?? id;
  const words = chosen.length === 1 ? name(chosen[0] ?? '') : sayCount(chosen.length || inBoundary.length, 'account');
  const wanted = find.trim().toLowerCase();
  const shown = inBoundary.filter((a) => `${a.name} ${a.id}`.toLowerCase().includes(wanted));
  /** Shown at once, also while the server is still asked. */
  const choose = (change: { boundary: string | null; accountId: string[] }) =>
    startTransition(() => {
      show({ boundaryId: change.boundary, chosen: change.accountId });
      url.go({ ...change, row: null });
    });
  return (
    <Popover
      className="btn ghost pick"
      label={
        <>
          <span className="sr">Accounts: </span>
          <span className="only-wide clip">{boundary?.name ?? frame.organizationName}</span>
          <b className="clip">{words}</b>
          <Icon name="down" small />
        </>
      }
    >
      <fieldset className="pop-list">
        <legend className="pop-head">Boundary</legend>
        <label className="pop-option">
          <input
            type="radio"
            name="boundary"
            checked={!boundary}
            onChange={() => choose({ boundary: null, accountId: [] })}
          />
          <span className="clip">All accounts</span>
          <span className="small t3 push">{frame.accounts.length}</span>
        </label>
        {frame.boundaries.map((b) => (
          <label key={b.id} className="pop-option">
            <input
              type="radio"
              name="boundary"
              checked={boundary?.id === b.id}
              onChange={() => choose({ boundary: b.id, accountId: [] })}
            />
            <span className="clip">{b.name}</span>
            <span className="small t3 push">{b.accountIds.length}</span>
          </label>
        ))}
      </fieldset>
      <fieldset className="pop-list">
        <legend className="pop-head">Accounts</legend>
        {inBoundary.length > 8 ? (
          <input
            className="input"
            type="search"
            placeholder="Name or id"
            aria-label="Find an account"
            value={find}
            onChange={(e) => setFind(e.target.value)}
          />
        ) : null}
        {shown.slice(0, 200).map((account) => (
          <label key={account.id} className="pop-option">
            <input
              type="checkbox"
              checked={chosen.includes(account.id)}
              onChange={() => {
                const next = chosen.includes(account.id)
                  ? chosen.filter((id) => id !== account.id)
                  : [...chosen, account.id];
                choose({ boundary: boundary?.id ?? null, accountId: next });
              }}
            />
            <span className="clip" title={account.name}>
              {account.name}
            </span>
            <span className="small t3 push">{account.id}</span>
          </label>
        ))}
        {shown.length === 0 ? <span className="small t3 pop-option">None found</span> : null}
      </fieldset>
    </Popover>
  );
}
