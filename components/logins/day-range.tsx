'use client';
import { useState } from 'react';
import { TextField } from '#components/ui/form';
import { Icon } from '#components/ui/icon';
import { Popover } from '#components/ui/popover';
import { sayTime } from '#components/ui/say-time';
import { useUrl } from '#components/ui/use-url';

const dayIn = (value: string | null): string => value?.slice(0, 10) ?? '';
const say = (day: string) => sayTime(`${day}T00:00:00.000Z`, 'day');

/** From and to as UTC days, both inclusive; `from` and `to` in the URL under the API's names. */
export function DayRange() {
  const url = useUrl();
  const from = dayIn(url.params.get('from'));
  const to = dayIn(url.params.get('to'));
  const on = from !== '' || to !== '';
  const words = [from ? `from ${say(from)}` : '', to ? `to ${say(to)}` : ''].filter(Boolean).join(' ');
  return (
    <span className="chip-group">
      <Popover
        className={on ? 'chip on' : 'chip'}
        label={
          on ? (
            <b>{words.charAt(0).toUpperCase() + words.slice(1)}</b>
          ) : (
            <>
              <Icon name="plus" />
              Days
            </>
          )
        }
      >
        <RangeForm key={`${from} ${to}`} from={from} to={to} />
      </Popover>
      {on ? (
        <button
          type="button"
          className="chip-x"
          aria-label={`Remove filter ${words}`}
          onClick={() => url.go({ from: null, to: null, row: null })}
        >
          <Icon name="x" />
        </button>
      ) : null}
    </span>
  );
}

function RangeForm(props: { from: string; to: string }) {
  const url = useUrl();
  const [from, setFrom] = useState(props.from);
  const [to, setTo] = useState(props.to);
  return (
    <form
      className="day-range"
      onSubmit={(event) => {
        event.preventDefault();
        // The end of the day chosen, not its first moment.
        url.go({ from: from || null, to: to ? `${to}T23:59:59.999Z` : null, row: null });
      }}
    >
      <TextField label="From, UTC" type="date" value={from} onChange={setFrom} />
      <TextField label="To and with, UTC" type="date" value={to} onChange={setTo} />
      <button type="submit" className="btn primary">
        Show these days
      </button>
    </form>
  );
}
