'use client';
import { useSyncExternalStore } from 'react';
import { Icon } from '#components/ui/icon';
import { Popover } from '#components/ui/popover';
import {
  type PreferenceName,
  preferences,
  readPreference,
  watchPreference,
  writePreference,
} from '#components/ui/preference';

const words: Record<PreferenceName, { title: string; values: Record<string, string> }> = {
  theme: { title: 'Theme', values: { system: 'As the system', light: 'Light', dark: 'Dark' } },
  density: { title: 'Rows', values: { default: 'Default', compact: 'Compact', relaxed: 'Relaxed' } },
  times: { title: 'Times', values: { utc: 'UTC', local: 'Local time' } },
};
const names: PreferenceName[] = ['theme', 'density', 'times'];

/** How this viewer wants it shown; kept in the browser. */
export function DisplayMenu() {
  return (
    <Popover className="btn icon ghost" ariaLabel="Display: theme, rows, times" align="end" label={<Icon name="sun" />}>
      {names.map((name) => (
        <Choice key={name} name={name} />
      ))}
    </Popover>
  );
}

function Choice({ name }: { name: PreferenceName }) {
  const value = useSyncExternalStore(
    watchPreference,
    () => readPreference(name),
    () => preferences[name][0],
  );
  return (
    <fieldset className="pop-list">
      <legend className="pop-head">{words[name].title}</legend>
      {preferences[name].map((one) => (
        <label key={one} className="pop-option">
          <input type="radio" name={name} checked={value === one} onChange={() => writePreference(name, one)} />
          {words[name].values[one]}
        </label>
      ))}
    </fieldset>
  );
}
