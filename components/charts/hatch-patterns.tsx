import './charts.css';

/** The hatches for SVG, once a page: amber leaves something undecided, grey (quiet) is a stretch of time not read. */
export function HatchPatterns() {
  return (
    <svg width="0" height="0" className="sprite" aria-hidden="true">
      <defs>
        <pattern id="hatch-amber" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line x1="0" x2="0" y1="0" y2="5" className="hatch-amber" />
        </pattern>
        <pattern id="hatch-grey" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line x1="0" x2="0" y1="0" y2="5" className="hatch-grey" />
        </pattern>
        <pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect className="hatch-ground" width="7" height="7" />
          <rect className="hatch-ink" width="1.8" height="7" />
        </pattern>
        <pattern id="hatch-quiet" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect className="hatch-ink-quiet" width="1.4" height="7" />
        </pattern>
      </defs>
    </svg>
  );
}
