import type { NextConfig } from 'next';

const config: NextConfig = {
  output: 'standalone',
  reactCompiler: true,
  poweredByHeader: false,
  // The native SQLite binary and pg are loaded at run time, never bundled.
  serverExternalPackages: ['@photostructure/sqlite', 'pg', 'pino'],
  // The tracer follows `require`, not node-gyp-build's directory search for the prebuilt binary.
  outputFileTracingIncludes: {
    '/*': ['./node_modules/@photostructure/sqlite/prebuilds/**/*'],
  },
};

export default config;
