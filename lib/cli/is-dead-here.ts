import { isSurelyDead } from '#lib/pipeline/worker-name';

/** Whether a worker of that name was of this machine and its process is gone. */
export const isDeadHere =
  (own: { readonly host: string; readonly pid: number; readonly name: string }) =>
  (name: string): boolean =>
    isSurelyDead(name, own, isAlive);

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of another user may not be signalled, but lives.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
