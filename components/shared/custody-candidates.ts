import { sayTime } from '#components/ui/say-time';

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** The device instances a refused custody could have meant, in words: the API names them when several fit. */
export function candidatesOf(problem: unknown): string[] {
  if (!isRecord(problem) || !Array.isArray(problem.candidates)) return [];
  return problem.candidates.filter(isRecord).map(({ serialNumber, deviceInstanceId, enabledLatest }) => {
    const since = typeof enabledLatest === 'string' ? `, enabled ${sayTime(enabledLatest, 'page')}` : '';
    return `${String(serialNumber ?? deviceInstanceId)}${since}.`;
  });
}
