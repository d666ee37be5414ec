import type { Config } from '#lib/config';
import type { TemplateKind } from '#lib/pipeline/role-templates';
import type { Install } from './find-install.ts';

/** What every command gets: nothing of it is read from the process anywhere else. */
export interface CommandContext {
  readonly config: Config;
  readonly install: Install;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The answer: what a script reads. */
  readonly out: (text: string) => void;
  /** Progress and sentences for the person watching. */
  readonly err: (text: string) => void;
  readonly json: boolean;
  readonly accountIds: readonly string[];
  readonly template: TemplateKind | null;
}
