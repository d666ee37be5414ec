import { runCommandLine } from './run-command-line.ts';

// A reader that closed the pipe (`keyholder … | head`) is no error.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => process.exit());

// The SDK warns at every start of Node versions to come; the README says which are supported.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

process.exitCode = await runCommandLine({
  args: process.argv.slice(2),
  env: process.env,
  bundleUrl: import.meta.url,
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
});
