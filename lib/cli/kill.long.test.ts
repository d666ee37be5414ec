import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { type Random, seededRandom } from '#lib/demo/random';
import { sampleOrganization } from '#lib/demo/sample-organization/sample-organization';
import { sampleExternalId, sampleRoleName } from '#lib/demo/sample-organization/sample-plan';
import { startStandIn } from '#lib/demo/stand-in/stand-in';
import { day } from '#lib/domain/instant';
import { describeOnEngines } from '#lib/store/test-store';
import { collectKilled, placeAt, steady, undisturbed, type Victim } from './test-kills.ts';
import { installForTests, type TestInstall } from './test-processes.ts';
import { differences } from './test-result.ts';

let install: TestInstall;
beforeAll(async () => {
  install = await installForTests();
});
afterAll(() => install.remove());

const settings = { KEYHOLDER_ROLE_NAME: sampleRoleName, KEYHOLDER_EXTERNAL_ID: sampleExternalId };

/** Ten kills of one collection: of the command, of the worker, of the server, in an order drawn from the seed. */
const tenVictims = (random: Random): Victim[] =>
  Array.from({ length: 10 }, () => random.pick(['collect', 'worker', 'serve'] as const));

describeOnEngines('a collection of the sample organization, killed at ten random moments', ({ emptyPlace }) => {
  for (const n of [1, 2, 3]) {
    it(`ends as one that nobody disturbed (${n})`, async () => {
      const since = Date.now();
      const seed = Number(process.env.KEYHOLDER_TEST_SEED ?? (since + n) % 1_000_000);
      const organization = steady(sampleOrganization(since - day / 2), since);
      const limits = { latencyMs: 10, reportBuildMs: 500, eventDelayMs: 0 };
      const standIn = await startStandIn({ organization, clock: Date.now, limits });
      onTestFinished(() => standIn.close());
      const urls = [(await emptyPlace()).databaseUrl, (await emptyPlace()).databaseUrl] as const;

      const plain = await undisturbed(install, placeAt(urls[0], standIn, settings), since);
      const random = seededRandom(seed);
      const victims = tenVictims(random);
      const place = placeAt(urls[1], standIn, settings);
      const killed = await collectKilled({ install, place, victims, random, took: plain.took, since });

      const how = `KEYHOLDER_TEST_SEED=${seed}: ${killed.said.join(', ')}`;
      console.log(`${how}; undisturbed ${Math.round(plain.took)} ms`);
      expect(killed.lost, how).toEqual([]);
      expect(differences(killed.result ?? {}, plain.result), how).toEqual([]);
      expect(plain.result.logins?.length).toBeGreaterThan(1_000);
    });
  }
});
