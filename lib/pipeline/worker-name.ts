/**
 * A worker's name tells where it lives: `host:pid:started`. So one that was killed is known to be dead at once by whoever starts
 * next on the same machine, and what it held needs not be waited for; only a strange machine's is.
 */
export const workerName = (host: string, pid: number, id: string): string => `${host}:${pid}:${id}`;

/**
 * True when that worker certainly lives no more: it was of this machine, and its process is gone, or its number is our own now.
 * @param isAlive whether a process of this machine has that number
 */
export function isSurelyDead(
  name: string,
  own: { readonly host: string; readonly pid: number; readonly name: string },
  isAlive: (pid: number) => boolean,
): boolean {
  if (name === own.name) return false;
  const match = /^(.*):(\d+):[^:]*$/.exec(name);
  if (match?.[1] !== own.host) return false;
  const pid = Number(match[2]);
  return pid === own.pid || !isAlive(pid);
}
