import manifest from '../../package.json' with { type: 'json' };

/** The release this is. */
export const appVersion: string = manifest.version;
