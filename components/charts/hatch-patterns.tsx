import './charts.css';

/** The two hatches for SVG, once a page: amber leaves something undecided, grey is a stretch of time not read. */
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
      </defs>
    </svg>
  );
}
