const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** The device instances a refused custody could have meant, in words: the API names them when several fit. */
export function candidatesOf(problem: unknown): string[] {
  if (!isRecord(problem) || !Array.isArray(problem.candidates)) return [];
  return problem.candidates.filter(isRecord).map((candidate) => {
    const since = candidate.enabledAt ?? candidate.from ?? candidate.enabledFrom;
    const name = candidate.name ?? candidate.serialNumber ?? candidate.deviceInstanceId ?? candidate.id;
    return `${String(name)}${typeof since === 'string' ? `, enabled ${since.slice(0, 16).replace('T', ' ')}` : ''}.`;
  });
}
