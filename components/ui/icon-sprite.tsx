/** The icons, drawn for Keyholder on a 16 px grid. One sprite per page, so that a table of a hundred rows carries references, not drawings. */
import type { ReactElement } from 'react';

const drawings = {
  overview: (
    <>
      <path d="M2.5 11.5a5.5 5.5 0 0 1 11 0" />
      <path d="M8 11.5 10.6 7.6" />
      <path d="M8 3.4v1.4M3.6 6.2l1 .8M12.4 6.2l-1 .8" />
    </>
  ),
  users: (
    <>
      <circle cx="6" cy="5.2" r="2.3" />
      <path d="M1.8 13.2c.3-2.6 2-4 4.2-4s3.9 1.4 4.2 4" />
      <path d="M10.6 3.2a2.3 2.3 0 0 1 0 4M12 9.5c1.3.5 2.1 1.7 2.3 3.7" />
    </>
  ),
  root: (
    <>
      <path d="M8 1.8 13.2 3.8v3.7c0 3-2.1 5.4-5.2 6.7-3.1-1.3-5.2-3.7-5.2-6.7V3.8z" />
      <circle cx="8" cy="6.8" r="1.4" />
      <path d="M8 8.2v2.5" />
    </>
  ),
  logins: (
    <>
      <path d="M6.5 2.5h5.5a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1H6.5" />
      <path d="M2.5 8h6.7M6.8 5.5 9.3 8l-2.5 2.5" />
    </>
  ),
  shared: (
    <>
      <path d="M2 4h12M2 8h12M2 12h12" opacity=".45" />
      <circle cx="5" cy="4" r="1.3" fill="currentColor" stroke="none" />
      <circle cx="10.5" cy="8" r="1.3" fill="currentColor" stroke="none" />
      <circle cx="7" cy="12" r="1.3" fill="currentColor" stroke="none" />
      <circle cx="12.3" cy="4" r="1.3" fill="currentColor" stroke="none" />
    </>
  ),
  controls: (
    <>
      <path d="M2.5 4.2 3.7 5.4 5.8 3M2.5 8.7l1.2 1.2 2.1-2.4M2.8 12.8h2.4" />
      <path d="M8.3 4.3h5.2M8.3 8.7h5.2M8.3 12.8h5.2" />
    </>
  ),
  evidence: (
    <>
      <path d="M9.5 1.8H4.3a1 1 0 0 0-1 1v10.4a1 1 0 0 0 1 1h4" />
      <path d="M9.5 1.8v3.2h3.2M9.5 1.8 12.7 5v2" />
      <circle cx="11.2" cy="10.8" r="1.9" />
      <path d="m10.3 12.5-.4 2.3 1.3-.7 1.3.7-.4-2.3" />
    </>
  ),
  collections: (
    <>
      <path d="M2.5 8a5.5 5.5 0 0 1 9.6-3.7l1.4 1.4" />
      <path d="M13.5 2.6v3.1h-3.1" />
      <path d="M13.5 8a5.5 5.5 0 0 1-9.6 3.7l-1.4-1.4" />
      <path d="M2.5 13.4v-3.1h3.1" />
    </>
  ),
  settings: (
    <>
      <path d="M2.5 5h6M11.5 5h2M2.5 11h2M7.5 11h6" />
      <circle cx="10" cy="5" r="1.5" />
      <circle cx="6" cy="11" r="1.5" />
    </>
  ),
  menu: (
    <>
      <path d="M2.5 4.5h11M2.5 8h11M2.5 11.5h11" />
    </>
  ),
  down: (
    <>
      <path d="m4.5 6.3 3.5 3.5 3.5-3.5" />
    </>
  ),
  clock: (
    <>
      <circle cx="8" cy="8" r="5.7" />
      <path d="M8 4.8V8l2.1 1.4" />
    </>
  ),
  search: (
    <>
      <circle cx="7" cy="7" r="4.3" />
      <path d="m10.3 10.3 3.2 3.2" />
    </>
  ),
  sun: (
    <>
      <circle cx="8" cy="8" r="2.7" />
      <path d="M8 1.8v1.4M8 12.8v1.4M1.8 8h1.4M12.8 8h1.4M3.6 3.6l1 1M11.4 11.4l1 1M12.4 3.6l-1 1M4.6 11.4l-1 1" />
    </>
  ),
  flag: (
    <>
      <path d="M4 14V2.5M4 3h7.8l-1.6 2.6 1.6 2.6H4" />
    </>
  ),
  bad: (
    <>
      <path d="M5.5 1.9h5L14.1 5.5v5L10.5 14.1h-5L1.9 10.5v-5z" fill="currentColor" stroke="none" />
      <path d="m5.9 5.9 4.2 4.2M10.1 5.9l-4.2 4.2" stroke="var(--surface-1)" strokeWidth="1.7" />
    </>
  ),
  unk: (
    <>
      <circle cx="8" cy="8" r="6" strokeDasharray="2.4 1.9" />
      <path d="M6.4 6.5c0-1 .7-1.6 1.6-1.6s1.6.6 1.6 1.5c0 1.2-1.6 1.3-1.6 2.5" />
      <path d="M8 10.9v.1" />
    </>
  ),
  ok: (
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="m5.3 8.2 1.9 1.9 3.5-4" />
    </>
  ),
  na: (
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="M5.2 8h5.6" />
    </>
  ),
  copy: (
    <>
      <rect x="5.5" y="5.5" width="8" height="8" rx="1.2" />
      <path d="M10.5 5.5v-2a1 1 0 0 0-1-1h-6a1 1 0 0 0-1 1v6a1 1 0 0 0 1 1h2" />
    </>
  ),
  virtual: (
    <>
      <rect x="4.3" y="1.8" width="7.4" height="12.4" rx="1.5" />
      <path d="M6.3 6.3h.1M8 6.3h.1M9.7 6.3h.1M6.3 8.7h.1M8 8.7h.1M9.7 8.7h.1" strokeWidth="1.7" />
    </>
  ),
  plus: (
    <>
      <path d="M8 3.2v9.6M3.2 8h9.6" />
    </>
  ),
  download: (
    <>
      <path d="M8 2.5v7.3M4.9 7 8 10.1 11.1 7M2.8 13.3h10.4" />
    </>
  ),
  sortdown: (
    <>
      <path d="M8 3v10M4.5 9.5 8 13l3.5-3.5" />
    </>
  ),
  sms: (
    <>
      <path d="M2.5 3h11v7.5H7l-3 2.7v-2.7H2.5z" />
      <path d="m3.5 13.5 9.5-11" />
    </>
  ),
  passkey: (
    <>
      <circle cx="5" cy="8" r="2.7" />
      <path d="M7.7 8h6M11.2 8v2.3M13.7 8v1.6" />
    </>
  ),
  hardware: (
    <>
      <rect x="1.8" y="4.3" width="12.4" height="7.4" rx="2" />
      <rect x="4" y="6.4" width="5.4" height="3.2" rx=".6" />
      <circle cx="12" cy="8" r=".7" fill="currentColor" />
    </>
  ),
  up: (
    <>
      <path d="m4.5 9.8 3.5-3.5 3.5 3.5" />
    </>
  ),
  link: (
    <>
      <path d="M6.6 9.4a2.7 2.7 0 0 0 3.8 0l2-2a2.7 2.7 0 0 0-3.8-3.8l-.9.9M9.4 6.6a2.7 2.7 0 0 0-3.8 0l-2 2a2.7 2.7 0 0 0 3.8 3.8l.9-.9" />
    </>
  ),
  x: (
    <>
      <path d="m4 4 8 8M12 4l-8 8" />
    </>
  ),
  console: (
    <>
      <rect x="1.8" y="2.5" width="12.4" height="9" rx="1.3" />
      <path d="M5.5 14h5M8 11.5V14" />
    </>
  ),
  right: (
    <>
      <path d="m6.3 4.5 3.5 3.5-3.5 3.5" />
    </>
  ),
  term: (
    <>
      <rect x="1.8" y="2.8" width="12.4" height="10.4" rx="1.3" />
      <path d="m4.6 6.2 1.9 1.8-1.9 1.8M8.5 10h3" />
    </>
  ),
  tf: (
    <>
      <path d="M2.5 3.2 6.5 5.5v4.6L2.5 7.8zM7.5 6l4 2.3v4.6l-4-2.3zM12.5 8.3V3.7L8.8 5.8" />
    </>
  ),
  mail: (
    <>
      <rect x="2" y="3.5" width="12" height="9" rx="1.2" />
      <path d="m2.5 4.5 5.5 4.3 5.5-4.3" />
    </>
  ),
  check: (
    <>
      <path d="m3 8.5 3.3 3.3L13 4.8" />
    </>
  ),
  unknown: (
    <>
      <rect x="2.5" y="2.5" width="11" height="11" rx="2" strokeDasharray="2.2 1.8" />
      <path d="M6.5 6.5c0-1 .7-1.5 1.5-1.5s1.5.5 1.5 1.4c0 1.1-1.5 1.2-1.5 2.3M8 10.8v.1" />
    </>
  ),
  lock: (
    <>
      <rect x="3.2" y="7" width="9.6" height="6.5" rx="1.3" />
      <path d="M5.3 7V5a2.7 2.7 0 0 1 5.4 0v2" />
    </>
  ),
  warn: (
    <>
      <path d="M8 2.5 14.2 13H1.8z" />
      <path d="M8 6.5v3M8 11.2v.1" />
    </>
  ),
  dash: (
    <>
      <path d="M4 8h8" />
    </>
  ),
  person: (
    <>
      <circle cx="8" cy="5.3" r="2.6" />
      <path d="M3 13.7c.4-2.9 2.5-4.4 5-4.4s4.6 1.5 5 4.4" />
    </>
  ),
  moon: (
    <>
      <path d="M13.2 9.6A5.6 5.6 0 0 1 6.4 2.8a5.6 5.6 0 1 0 6.8 6.8z" />
    </>
  ),
  upload: (
    <>
      <path d="M8 10.1V2.8M4.9 5.6 8 2.5l3.1 3.1M2.8 13.3h10.4" />
    </>
  ),
  edit: (
    <>
      <path d="M3 13l.6-2.6 7.2-7.2 2 2L5.6 12.4z" />
    </>
  ),
} satisfies Record<string, ReactElement>;

export type IconName = keyof typeof drawings;

/** Hidden definitions: every icon, and the two hatches that mean "we could not look". Rendered once by the root layout. */
export function IconSprite() {
  return (
    <svg className="sprite" aria-hidden="true" focusable="false">
      <defs>
        <pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect className="hatch-ground" width="7" height="7" />
          <rect className="hatch-ink" width="1.8" height="7" />
        </pattern>
        <pattern id="hatch-quiet" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect className="hatch-ink-quiet" width="1.4" height="7" />
        </pattern>
      </defs>
      {Object.entries(drawings).map(([name, drawing]) => (
        <symbol key={name} id={`i-${name}`} viewBox="0 0 16 16">
          {drawing}
        </symbol>
      ))}
    </svg>
  );
}
