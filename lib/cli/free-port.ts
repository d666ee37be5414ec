import { createServer } from 'node:net';
import { KeyholderError } from '#lib/domain/keyholder-error';

/** Whether something could listen on this port of the loopback address now. */
export function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

/** @throws KeyholderError PORT_IN_USE */
export async function needPort(port: number): Promise<number> {
  if (await isPortFree(port)) return port;
  throw new KeyholderError(
    'PORT_IN_USE',
    `Port ${port} is in use on this machine. Stop the program that uses it, or set PORT to another number.`,
    { port },
  );
}

/** The first free port from `start` on: how `demo` finds its own beside a running Keyholder. */
export async function nextFreePort(start: number): Promise<number> {
  for (let port = start; port < start + 100; port++) if (await isPortFree(port)) return port;
  throw new KeyholderError(
    'PORT_IN_USE',
    `None of the ports ${start} to ${start + 99} is free. Set PORT to one that is.`,
  );
}
