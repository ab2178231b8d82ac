import { inject } from 'vitest';
import { copyInstallation, emptyFolder } from './installation.ts';
import { type ProcessOptions, type Product, runProduct } from './process.ts';

export type { Account, Product } from './process.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Data folder of the installation that journeys copy, made by the global set-up. */
    installation: string;
  }
}

export interface ProductOptions extends Partial<ProcessOptions> {
  /** Starts on an empty folder, as on a new machine. */
  empty?: boolean;
  /** Writes through to the disk as in production: for journeys that kill or restore. */
  durable?: boolean;
}

/** With a data folder of its own: the one given, or a copy of an installation that has had its first start. */
export async function startProduct({ dataDir, empty, durable, ...rest }: ProductOptions = {}): Promise<Product> {
  const make = () => (empty ? emptyFolder() : copyInstallation(inject('installation'), durable ?? false));
  return runProduct({ dataDir: dataDir ?? (await make()), ...rest });
}
