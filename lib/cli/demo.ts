import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { currentViewer } from '#lib/auth/current-viewer';
import type { Config } from '#lib/config';
import { startDemoStandIn } from '#lib/demo/start-demo-stand-in';
import { KeyholderError } from '#lib/domain/keyholder-error';
import { importSample } from '#lib/pipeline/import-sample';
import { makeFolder } from '#lib/pipeline/make-folder';
import { migrateStore } from '#lib/pipeline/open-pipeline';
import { demoEnvironment } from './child-environment.ts';
import type { CommandContext } from './command-context.ts';
import { webFiles } from './find-install.ts';
import { needPort, nextFreePort } from './free-port.ts';
import { openLog } from './open-log.ts';
import { superviseBoth } from './serve.ts';
import { untilTold } from './until-told.ts';

/**
 * `keyholder demo`: the sample organization behind an AWS stand-in in this process, and Keyholder against it, exactly as it runs against
 * AWS. The store is made anew each time, apart from the real one; no credentials of the person are used.
 */
export async function demo(command: CommandContext): Promise<number> {
  webFiles(command.install);
  const { portGiven, port: wanted, dataDir: home } = command.config;
  const port = portGiven ? await needPort(wanted) : await nextFreePort(wanted);
  const dataDir = join(home, 'demo');
  const emptyFile = freshFolder(dataDir);
  const told = untilTold();
  const standIn = await startDemoStandIn({ clock: Date.now });
  try {
    const { roleName, externalId } = standIn;
    const config: Config = {
      ...command.config,
      ...{ databaseUrl: null, publicUrl: null, dataDir, port, roleName, externalId, demo: true },
    };
    await migrateStore(config);
    const log = openLog(join(dataDir, 'keyholder.log'), 'demo');
    const importing = importSample(config, currentViewer(), standIn, { signal: told.signal, log });
    const env = demoEnvironment(config, command.env, standIn, emptyFile);
    const code = await superviseBoth({ ...command, config, env }, told);
    await importing;
    return code;
  } finally {
    await standIn.close();
  }
}

/** Only what a demo itself leaves is removed: the folder may be anybody's. @returns an empty file in it */
function freshFolder(folder: string): string {
  const emptyFile = join(folder, 'keyholder.no-aws-config');
  try {
    makeFolder(folder);
    for (const name of readdirSync(folder)) if (name.startsWith('keyholder.')) rmSync(join(folder, name));
    writeFileSync(emptyFile, '');
  } catch (error) {
    throw new KeyholderError(
      'DATA_NOT_WRITABLE',
      `The folder ${folder} cannot be written. Make it writable, or set KEYHOLDER_DATA_DIR to one that is.`,
      {},
      error,
    );
  }
  return emptyFile;
}
