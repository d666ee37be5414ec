import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { generateOrganization } from '#lib/demo/generate';
import { seededRandom } from '#lib/demo/random';
import { startStandIn } from '#lib/demo/stand-in/stand-in';
import { day } from '#lib/domain/instant';
import { collectKilled, placeAt, startServe, steady, undisturbed } from './test-kills.ts';
import { childrenOf, installForTests, processesOf, type TestInstall, until } from './test-processes.ts';
import { differences } from './test-result.ts';

let install: TestInstall;
beforeAll(async () => {
  install = await installForTests();
});
afterAll(() => install.remove());

/** A small account, slow enough that there is something to be killed in the middle of. */
async function smallStandIn() {
  const now = Date.now();
  const generated = generateOrganization({
    ...{ users: 90, usersToAsk: 70, fidoShare: 0.5, signIns: 500, seed: 7, now: now - day / 2 },
  });
  const organization = steady(generated, now);
  const limits = { latencyMs: 15, reportBuildMs: 300, eventDelayMs: 0 };
  const standIn = await startStandIn({ organization, clock: Date.now, limits });
  onTestFinished(() => standIn.close());
  return standIn;
}

it('killed twice and started again, a collection ends as if nothing had happened', async () => {
  const since = Date.now();
  const seed = Number(process.env.KEYHOLDER_TEST_SEED ?? since % 1_000_000);
  const standIn = await smallStandIn();
  const plain = await undisturbed(install, placeAt(null, standIn, {}), since);
  const place = placeAt(null, standIn, {});
  const random = seededRandom(seed);
  const victims = ['collect', 'worker'] as const;
  const killed = await collectKilled({ install, place, victims, random, took: plain.took, since });
  const how = `seed ${seed}: ${killed.said.join(', ')}`;
  expect(killed.lost, how).toEqual([]);
  expect(differences(killed.result ?? {}, plain.result), how).toEqual([]);
  expect(plain.result.logins?.length).toBeGreaterThan(450);
});

describe('serve', () => {
  it('killed, leaves neither web nor worker behind; a child that is killed is started again and leaves the other alone', async () => {
    const standIn = await smallStandIn();
    const { serve, port } = await startServe(install, placeAt(null, standIn, {}));
    await until('the address is printed', () => (serve.out().includes(`localhost:${port}`) ? true : null));
    const children = () => childrenOf(install, serve.child.pid);
    const { worker, web } = await until('both run', () => (children().worker && children().web ? children() : null));
    const answers = () =>
      fetch(`http://127.0.0.1:${port}/`).then(
        (response) => response.ok || null,
        () => null,
      );

    process.kill(worker?.pid ?? 0, 'SIGKILL');
    expect(await answers()).toBe(true);
    await until('another worker runs', () =>
      children().worker && children().worker?.pid !== worker?.pid ? true : null,
    );
    expect(children().web?.pid).toBe(web?.pid);

    const second = children().worker?.pid;
    process.kill(web?.pid ?? 0, 'SIGKILL');
    await until('pages answer again', answers);
    expect(children().worker?.pid).toBe(second);

    await serve.kill();
    await until('nothing is left', () => (processesOf(install).length === 0 ? true : null));
  });

  it('told to stop, ends with its children', async () => {
    const standIn = await smallStandIn();
    const { serve, port } = await startServe(install, placeAt(null, standIn, {}));
    await until('the address is printed', () => (serve.out().includes(`localhost:${port}`) ? true : null));
    serve.child.kill('SIGTERM');
    expect(await serve.ended).toMatchObject({ code: 0, err: '' });
    expect(processesOf(install)).toEqual([]);
  });
});
