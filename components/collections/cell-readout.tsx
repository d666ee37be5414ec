'use client';
import { CopyButton } from '#components/ui/copy-button';
import { sayCount, sayNumber } from '#components/ui/count';
import { sayTime } from '#components/ui/say-time';
import { Time } from '#components/ui/time';
import type { SourceFailure } from '#lib/domain/collection';
import type { CollectionSourceView } from '#lib/present/views/collections';
import type { MatrixCell } from './matrix-cell.ts';
import { ReadAgain } from './read-again.tsx';
import { sourceWords } from './source-words.ts';

/** The full facts of the chosen cell: what came of it, in which Regions, what AWS said, and what to do. */
export function CellReadout(props: { accountId: string; accountName: string; cell: MatrixCell }) {
  const { accountId, accountName, cell } = props;
  const { what } = sourceWords(cell.source);
  const actions = [...new Set(cell.answers.filter(hasTrouble).flatMap((answer) => answer.action ?? []))];
  const errors = [...new Set(cell.answers.flatMap((answer) => answer.error ?? []))];
  const failures = worthSaying(cell.answers);
  const more = cell.answers.reduce((n, answer) => n + answer.failureCount, 0) - Math.min(20, failures.length);
  const regional = cell.answers.some((answer) => answer.region !== undefined);
  return (
    <div className="cell-readout" aria-live="polite">
      <div className="stack-s">
        <b className="strong">{titleOf(cell, actions)}</b>
        <p className="t2 small">
          {what} of {accountName} <span className="id">({accountId})</span>. {sayAnswer(cell)}
          <ReadAt answers={cell.answers} />
        </p>
        {regional ? <Regions answers={cell.answers} /> : null}
      </div>
      <div className="stack-s">
        {errors.length > 0 ? (
          <section className="code-box" aria-label="What AWS answered">
            <pre className="code said">{errors.join('\n')}</pre>
          </section>
        ) : null}
        {failures.length > 0 ? (
          <ul className="rules soft failures">
            {failures.slice(0, 20).map((failure) => (
              <li key={`${failure.subject} ${failure.action} ${failure.error}`}>
                <b className="med">{failure.subject}</b>, {failure.action}: <span className="t2">{failure.error}</span>
              </li>
            ))}
            {more > 0 ? <li className="t3">and {sayNumber(more)} more; the API lists the first 100.</li> : null}
          </ul>
        ) : null}
      </div>
      <div className="cell-actions">
        {actions.length > 0 && cell.state !== 'failed' ? (
          <CopyButton
            text={actions.join('\n')}
            label={`Copy the ${actions.length === 1 ? 'action' : 'actions'} to grant`}
          />
        ) : null}
        <ReadAgain accountIds={[accountId]} label="Read this account again" />
      </div>
    </div>
  );
}

/** Failures of single subjects. What the source as a whole says already is not said again for each Region. */
function worthSaying(answers: readonly CollectionSourceView[]): SourceFailure[] {
  const said = new Map<string, SourceFailure>();
  for (const answer of answers)
    for (const failure of answer.failures)
      if (failure.error !== answer.error) said.set(`${failure.subject} ${failure.action} ${failure.error}`, failure);
  return [...said.values()];
}

const hasTrouble = (answer: CollectionSourceView) =>
  answer.state === 'denied' || answer.state === 'failed' || answer.state === 'partial';

function titleOf(cell: MatrixCell, actions: string[]): string {
  const named = actions.length > 0 ? `: ${actions.join(', ')}` : '';
  switch (cell.state) {
    case 'denied':
      return `Denied${named}`;
    case 'failed':
      return `Failed${named}`;
    case 'partial':
      return `Partly read${named}`;
    case 'running':
      return 'Reading now';
    case 'waiting':
      return 'Waiting for its turn';
    case 'absent':
      return 'Not asked in this account';
    case 'collected':
      return 'Collected';
  }
}

function sayAnswer({ source, state, answers }: MatrixCell): string {
  const [first] = answers;
  const [one, many] = sourceWords(source).unit;
  if (!first) return 'This question does not exist here, or was not due to be asked in this run.';
  if (answers.some((answer) => answer.region !== undefined)) {
    const read = answers.filter((answer) => answer.state === 'collected').length;
    return `${read} of ${sayCount(answers.length, 'Region')} read.`;
  }
  if (state === 'waiting') return '';
  if (state === 'running')
    return first.expected === null
      ? `${sayCount(first.succeeded, one, many)} so far.`
      : `${first.succeeded} of ${sayCount(first.expected, one, many)} so far.`;
  if (state === 'denied' && first.attempted <= 1) return 'AWS does not allow us to look.';
  if (state === 'collected')
    return one === 'question' ? 'AWS answered in full.' : `${sayCount(first.succeeded, one, many)} read.`;
  return `${first.succeeded} of ${sayCount(first.attempted, one, many)} read.`;
}

function ReadAt({ answers }: { answers: readonly CollectionSourceView[] }) {
  const ends = answers.flatMap((answer) => answer.to ?? []).sort();
  const last = ends.at(-1);
  if (last === undefined || answers.some((answer) => answer.region !== undefined)) return null;
  return (
    <>
      {' '}
      Read <Time at={last} form="page" />.
    </>
  );
}

function Regions({ answers }: { answers: readonly CollectionSourceView[] }) {
  const worst = { denied: 0, failed: 1, partial: 2, running: 3, waiting: 4, collected: 5 };
  const sorted = [...answers].sort(
    (a, b) => worst[a.state] - worst[b.state] || (a.region ?? '').localeCompare(b.region ?? ''),
  );
  return (
    <ul className="regions small">
      {sorted.map((answer) => (
        <li key={answer.region}>
          <span className="id">{answer.region}</span>
          <span className={hasTrouble(answer) ? (answer.state === 'denied' ? 'ink-unk med' : 'ink-bad med') : 't2'}>
            {sayRegion(answer)}
          </span>
        </li>
      ))}
    </ul>
  );
}

const dayOf = (iso: string) => sayTime(iso, 'day').replace(/ \d{4}$/, '');

function sayRegion(answer: CollectionSourceView): string {
  switch (answer.state) {
    case 'denied':
      return 'denied';
    case 'failed':
      return 'failed';
    case 'partial':
      return 'partly read';
    case 'running':
      return 'reading';
    case 'waiting':
      return 'waiting';
    case 'collected':
      return answer.from && answer.to ? `${dayOf(answer.from)} to ${dayOf(answer.to)}` : 'read';
  }
}
