import { expect, it } from 'vitest';
import { isSurelyDead, workerName } from './worker-name.ts';

const own = { host: 'a', pid: 10, name: workerName('a', 10, 'x') };
const alive = (pid: number) => pid === 11 || pid === 10;

it.each([
  ['a killed worker of this machine', workerName('a', 12, 'y'), true],
  ['a living worker of this machine', workerName('a', 11, 'y'), false],
  ['one that had our number before us, as in a container', workerName('a', 10, 'y'), true],
  ['ourselves', own.name, false],
  ['a worker of another machine', workerName('b', 12, 'y'), false],
  ['a name of another form', 'somebody', false],
])('%s', (_, name, dead) => {
  expect(isSurelyDead(name, own, alive)).toBe(dead);
});
