import type { Config } from '#lib/config';

type Environment = Readonly<Record<string, string | undefined>>;

const common = (config: Config) => ({
  NODE_ENV: 'production' as const,
  KEYHOLDER_DATA_DIR: config.dataDir,
  PORT: String(config.port),
  KEYHOLDER_PUBLIC_URL: config.publicUrl?.href,
  // Once per start the SDK warns of Node versions to come; the README says which are supported.
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
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
