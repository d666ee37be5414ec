import type { Config } from '#lib/config';

type Environment = Readonly<Record<string, string | undefined>>;

const common = (config: Config) => ({
  NODE_ENV: 'production' as const,
  KEYHOLDER_DATA_DIR: config.dataDir,
  PORT: String(config.port),
  KEYHOLDER_PUBLIC_URL: config.publicUrl?.href,
});

/** The web process never calls AWS, so it gets nothing of AWS's: no keys, no profile, no endpoint. */
export function webEnvironment(config: Config, env: Environment): NodeJS.ProcessEnv {
  const rest = Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('AWS_')));
  return { ...rest, ...common(config), HOSTNAME: '127.0.0.1', NEXT_TELEMETRY_DISABLED: '1' };
}

export const workerEnvironment = (config: Config, env: Environment): NodeJS.ProcessEnv => ({
  ...env,
  ...common(config),
});

export interface DemoTarget {
  readonly url: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly roleName: string;
  readonly externalId: string;
}

/**
 * What the demo's children see: of AWS only the stand-in, invented keys, and an empty file in place of the AWS config files, so that
 * nothing of the person's own AWS set-up is read or reached; of Keyholder only what the demo itself sets.
 */
export function demoEnvironment(config: Config, env: Environment, target: DemoTarget, emptyFile: string): Environment {
  const foreign = /^(AWS_|KEYHOLDER_|DATABASE_URL$|https?_proxy$)/i;
  const rest = Object.fromEntries(Object.entries(env).filter(([name]) => !foreign.test(name)));
  return {
    ...rest,
    AWS_ENDPOINT_URL: target.url,
    AWS_REGION: target.region,
    AWS_ACCESS_KEY_ID: target.accessKeyId,
    AWS_SECRET_ACCESS_KEY: target.secretAccessKey,
    AWS_CONFIG_FILE: emptyFile,
    AWS_SHARED_CREDENTIALS_FILE: emptyFile,
    AWS_EC2_METADATA_DISABLED: 'true',
    KEYHOLDER_DEMO: '1',
    KEYHOLDER_DATA_DIR: config.dataDir,
    KEYHOLDER_ROLE_NAME: target.roleName,
    KEYHOLDER_EXTERNAL_ID: target.externalId,
    // The stand-in answers fifty times faster than AWS.
    KEYHOLDER_IAM_RATE: '400',
    KEYHOLDER_LOOKUP_RATE: '80',
    KEYHOLDER_COLLECT_EVERY: '2m',
  };
}
