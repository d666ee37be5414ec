'use client';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { getJson } from '#components/ui/api';
import { PersonName } from '#components/ui/person';
import { sayTime } from '#components/ui/say-time';
import type { LoginDetailView, LoginView, MarkView, SharedAccountDetailView } from '#lib/present/views/logins';
import { whoOf } from './mark-words.tsx';

interface LaneReadoutProps {
  account: SharedAccountDetailView;
  mark: MarkView | null;
  rows: readonly LoginView[];
  onOpen: (eventId: string) => void;
}

/** The full facts of the chosen mark, always in the same place under the picture. */
export function LaneReadout({ account, mark, rows, onOpen }: LaneReadoutProps) {
  const onPage = rows.find((row) => row.eventId === mark?.eventId);
  const settled = useSettled(mark?.eventId ?? null);
  const { data, isError } = useQuery({
    queryKey: ['console-login', account.accountId, settled],
    enabled: settled !== null && settled === mark?.eventId && onPage === undefined,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) =>
      getJson<LoginDetailView>(
        `/api/v1/console-logins/${account.accountId}/${encodeURIComponent(settled ?? '')}`,
        signal,
      ),
  });
  if (!mark)
    return (
      <div className="lane-readout">
        <p className="t3">
          Point at a mark, or focus the picture and use <kbd>←</kbd> <kbd>→</kbd> for the next login, <kbd>↑</kbd>{' '}
          <kbd>↓</kbd> for another lane, <kbd>Enter</kbd> to open the event.
        </p>
      </div>
    );
  const login = onPage ?? data;
  const person = account.people.find((one) => one.id === mark.personId);
  return (
    <dl className="lane-readout" aria-live="polite">
      <div>
        <dt>{mark.state === 'not-a-login' ? 'Attempt' : 'Login'}</dt>
        <dd className="med">{`${sayTime(mark.time, 'day')}, ${sayTime(mark.time, 'clock')}`}</dd>
      </div>
      <div>
        <dt>Person</dt>
        <dd className="med">
          {person ? <PersonName name={person.name} colour={person.colour} /> : whoOf(account, mark)}
        </dd>
      </div>
      <div className="w">
        <dt>How we know</dt>
        <dd>{login?.attribution.reason ?? (isError ? 'The event could not be read just now.' : '…')}</dd>
      </div>
      <div>
        <dt>From</dt>
        <dd>{login ? `${login.sourceIp}, ${login.region}` : '…'}</dd>
      </div>
      <div>
        <dt>Evidence</dt>
        <dd>
          <button type="button" className="link" onClick={() => onOpen(mark.eventId)}>
            Event {mark.eventId.slice(0, 8)}
          </button>
        </dd>
      </div>
    </dl>
  );
}

/** The value once it has stayed the same for a moment, so that a sweep over the marks asks for one event, not for all. */
function useSettled(value: string | null): string | null {
  const [settled, settle] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => settle(value), 150);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
