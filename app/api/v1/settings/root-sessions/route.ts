import { handle } from '#lib/api/handle';
import { routes } from '#lib/api/routes';
import { toIsoOrNull } from '#lib/domain/instant';
import { switchRootSessions } from '#lib/pipeline/commands/switch-root-sessions';
import { commandContext } from '#lib/pipeline/door';

export const dynamic = 'force-dynamic';

export const POST = handle(routes.switchRootSessions, async ({ viewer, body }) => {
  const setting = await switchRootSessions(await commandContext(viewer), body);
  return { ...setting, changedAt: toIsoOrNull(setting.changedAt) };
});
