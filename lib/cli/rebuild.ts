import { rebuildProjections } from '#lib/pipeline/rebuild-projections';
import type { CommandContext } from './command-context.ts';
import { exitCodes } from './exit-codes.ts';
import { openForCommand } from './open-for-command.ts';

/** `keyholder rebuild`: everything that screens query, made again from what was kept. */
export async function rebuild(command: CommandContext): Promise<number> {
  const { json, out, err } = command;
  const pipeline = await openForCommand(command, 'rebuild', 'existing', new AbortController().signal);
  try {
    const done = await rebuildProjections(pipeline.context, (account) => err(`${account.id} ${account.name}\n`));
    const { accounts, snapshots, overlays } = done;
    const said = `Made again from ${snapshots} snapshots and ${overlays} rechecks of ${accounts} accounts.`;
    out(`${json ? JSON.stringify(done) : said}\n`);
    return exitCodes.done;
  } finally {
    await pipeline.close();
  }
}
