/** What the bench prints: one line per figure, the goal beside it. */
export interface Figure {
  readonly name: string;
  readonly measured: string;
  /** Absent: there is no goal, the figure only says something. */
  readonly goal?: string;
  readonly met?: boolean;
}

export const mb = (bytes: number): string => `${(bytes / 1_048_576).toFixed(0)} MB`;
export const kB = (bytes: number): string => `${(bytes / 1_000).toFixed(1)} kB`;
export const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;
export const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** Zero for an empty list. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? 0;
}

const misses: string[] = [];

export function title(text: string): void {
  process.stdout.write(`\n${text}\n`);
}

export function print(figures: readonly Figure[]): void {
  const width = Math.max(...figures.map((figure) => figure.name.length));
  for (const { name, measured, goal, met } of figures) {
    const said = goal === undefined ? '' : `   goal ${goal}${met === undefined ? '' : met ? ': met' : ': MISSED'}`;
    process.stdout.write(`  ${name.padEnd(width)}  ${measured}${said}\n`);
    if (met === false) misses.push(`${name}: ${measured}, goal ${goal}`);
  }
}

export function printMisses(): void {
  if (misses.length === 0) process.stdout.write('\nEvery goal measured here was met.\n');
  else process.stdout.write(`\nMissed:\n${misses.map((miss) => `  ${miss}\n`).join('')}`);
}
