import manifest from '../../package.json' with { type: 'json' };

/** Keyholder's own version, as the manifest says. */
export const version: string = manifest.version;
