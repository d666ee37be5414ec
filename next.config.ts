import type { NextConfig } from 'next';

const config: NextConfig = {
  output: 'standalone',
  reactCompiler: true,
  poweredByHeader: false,
  // The native SQLite binary and pg are loaded at run time, never bundled.
  serverExternalPackages: ['@photostructure/sqlite', 'pg', 'pino'],
  // No picture is resized, so the 19 MB of its native resizer stay out of the install.
  images: { unoptimized: true },
  // The tracer follows `require`, not node-gyp-build's directory search for the prebuilt binary: this machine's is named here.
  outputFileTracingIncludes: {
    '/*': [`./node_modules/@photostructure/sqlite/prebuilds/${process.platform}-${process.arch}/**/*`],
  },
  outputFileTracingExcludes: { '/*': ['./node_modules/sharp/**', './node_modules/@img/**'] },
};

export default config;
