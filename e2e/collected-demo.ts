import type { FullConfig } from '@playwright/test';

interface Runs {
  items: { status: string }[];
}

/** Waits until the demo's first collection has ended: screens are tested with data; the empty ones have tests of their own. */
export default async function collectedDemo(config: FullConfig): Promise<void> {
  const base = config.projects[0]?.use.baseURL ?? '';
  const deadline = Date.now() + 120_000;
  for (;;) {
    const answer = await fetch(`${base}/api/v1/collections?limit=1`);
    const runs: Runs = await answer.json();
    const newest = runs.items[0];
    if (newest && newest.status !== 'running') return;
    if (Date.now() > deadline) throw new Error('The demo had not finished its first collection after two minutes.');
    // The wait is between two questions to another process, which offers nothing to wait on.
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
