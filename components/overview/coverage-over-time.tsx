import '../charts/charts.css';
import './coverage.css';
import { HatchPatterns } from '#components/charts/hatch-patterns';
import { axisTop } from '#components/logins/logins-per-day';
import { sayCount, sayNumber } from '#components/ui/count';
import { sayTime } from '#components/ui/say-time';
import { Section } from '#components/ui/section';
import type { OverviewView } from '#lib/present/views/overview';
import { coverageSteps, type Step } from './coverage-steps.ts';

const height = 168;
const short = (day: string) => sayTime(`${day}T00:00:00.000Z`, 'day');

/** Users without MFA as steps from zero, those not checked stacked on top in hatch, days without a collection as hatched columns. */
export function CoverageOverTime({ days }: { days: OverviewView['coverageOverTime'] }) {
  const steps = coverageSteps(days);
  const first = days[0];
  const last = days.at(-1);
  const gaps = steps.filter((step) => step.counted === null).length;
  return (
    <Section id="h-coverage" title="Coverage over time" note="Users who can sign in without MFA">
      <div className="rules">
        {first && last && steps.length > 1 ? (
          <figure
            className="coverage"
            aria-label={`Users who can sign in without MFA from ${short(first.day)} to ${short(last.day)}: ${say(first)} at first, ${say(last)} at last. No collection ran in ${sayCount(gaps, 'column')}.`}
          >
            <HatchPatterns />
            <Legend />
            <Plot steps={steps} />
            <div className="row between small t3 coverage-ends">
              <span>
                {short(first.day)}
                <br />
                {say(first)}
              </span>
              <span className="text-right">
                {short(last.day)}
                <br />
                {say(last)}
              </span>
            </div>
          </figure>
        ) : (
          <p className="t2 py-3">
            {first
              ? `First counted on ${short(first.day)}: ${say(first)} users. A curve begins with the second day on which a collection runs.`
              : 'Counted at the end of each day on which a collection runs; none has ended yet.'}
          </p>
        )}
      </div>
    </Section>
  );
}

const say = (day: OverviewView['coverageOverTime'][number]) =>
  `${sayNumber(day.withoutMfa)} of ${sayNumber(day.population)}${day.notChecked > 0 ? `, ${sayNumber(day.notChecked)} not checked` : ''}`;

function Plot({ steps }: { steps: Step[] }) {
  const most = Math.max(...steps.map((step) => (step.counted ? step.counted.withoutMfa + step.counted.notChecked : 0)));
  const top = axisTop(most);
  const width = 100 / steps.length;
  const y = (n: number) => height + 8 - (n / top) * height;
  return (
    <div className="coverage-plot">
      <svg width="100%" height={height + 16} aria-hidden="true">
        {[0, 0.25, 0.5, 0.75, 1].map((share) => (
          <g key={share}>
            <line
              x2="100%"
              y1={y(top * share)}
              y2={y(top * share)}
              className={share === 0 ? 'axis-line' : 'rule-line'}
            />
            {Number.isInteger(top * share) ? (
              <text x="-8" y={y(top * share) + 4} className="tick" textAnchor="end">
                {sayNumber(top * share)}
              </text>
            ) : null}
          </g>
        ))}
        {steps.map((step, at) => (
          <Column key={step.day} step={step} x={at * width} width={width} y={y} />
        ))}
      </svg>
    </div>
  );
}

function Column({ step, x, width, y }: { step: Step; x: number; width: number; y: (n: number) => number }) {
  const at = { x: `${x}%`, width: `${width}%` };
  const { counted } = step;
  if (!counted)
    return (
      <g>
        <title>{`${short(step.day)}: no collection ran`}</title>
        <rect {...at} y={8} height={height} fill="url(#hatch-quiet)" />
      </g>
    );
  const without = y(counted.withoutMfa);
  const all = y(counted.withoutMfa + counted.notChecked);
  return (
    <g>
      <title>{`${short(step.day)}: ${say(counted)}`}</title>
      <rect {...at} y={without} height={y(0) - without} className="coverage-bad" />
      <rect {...at} y={all} height={without - all} fill="url(#hatch)" className="coverage-unk" />
      <line x1={`${x}%`} x2={`${x + width}%`} y1={without} y2={without} className="coverage-line" />
    </g>
  );
}

function Legend() {
  return (
    <ul className="legend small t2 py-2">
      <li>
        <svg width="12" height="10" aria-hidden="true">
          <rect width="12" height="10" className="coverage-bad" />
          <line x2="12" y1="1" y2="1" className="coverage-line" />
        </svg>
        Without MFA
      </li>
      <li>
        <svg width="18" height="10" aria-hidden="true">
          <rect x="0.5" y="0.5" width="17" height="9" fill="url(#hatch)" className="coverage-unk" />
        </svg>
        Not checked
      </li>
      <li>
        <svg width="18" height="10" aria-hidden="true">
          <rect x="0.5" y="0.5" width="17" height="9" fill="url(#hatch-quiet)" className="gap-edge" />
        </svg>
        No collection ran
      </li>
    </ul>
  );
}
