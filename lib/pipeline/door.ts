import 'server-only';
import { randomUUID } from 'node:crypto';
import type { Actor, Scope } from '#lib/domain/actor';
import { processStore } from '#lib/store/process-store';
import type { CommandContext } from './commands/command-context.ts';

/** What a viewer's change is made with, in the web process. */
export async function commandContext(viewer: { actor: Actor; scope: Scope }): Promise<CommandContext> {
  const { write } = await processStore();
  return { write, actor: viewer.actor, scope: viewer.scope, clock: Date.now, newId: randomUUID };
}
