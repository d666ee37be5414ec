import type { AttributionState } from '#lib/domain/console-login';
import { MarkShape } from './lane-marks.tsx';

const marks: { state: AttributionState; words: string }[] = [
  { state: 'person', words: 'Login, colour is the person' },
  { state: 'probable-device', words: 'Probable device' },
  { state: 'device', words: 'Nobody held the device' },
  { state: 'unknown-device', words: 'Unknown device' },
  { state: 'no-mfa', words: 'No MFA' },
  { state: 'not-a-login', words: 'Failed' },
];

export function LanesLegend() {
  return (
    <ul className="legend" aria-label="Legend">
      {marks.map(({ state, words }) => (
        <li key={state}>
          <svg width="11" height="11" viewBox="-5.5 -5.5 11 11" aria-hidden="true">
            <MarkShape state={state} colour={1} />
          </svg>
          {words}
        </li>
      ))}
      <li>
        <svg width="18" height="10" className="p1" aria-hidden="true">
          <rect width="18" height="10" rx="2" className="band-fill" />
          <rect width="3" height="10" rx="1" className="band-edge" />
        </svg>
        Custody
      </li>
      <li>
        <svg width="18" height="10" aria-hidden="true">
          <rect x="0.5" y="0.5" width="17" height="9" rx="2" fill="url(#hatch-grey)" className="gap-edge" />
        </svg>
        Not read
      </li>
    </ul>
  );
}
