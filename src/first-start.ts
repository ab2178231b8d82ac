import { demonstrationAllowed } from '#platform/config.ts';
import type { Installation } from '#platform/installation.ts';
import { loadDemonstration } from '../demo/load.ts';

/** Loads the demonstration regency where it is allowed, and lists the demonstration accounts. */
export async function firstStart(installation: Installation, report: (line: string) => void): Promise<string[]> {
  const { config } = installation;
  if (config.demonstration === 'off' || !demonstrationAllowed(config)) return [];
  return loadDemonstrationRegency(installation, report);
}

/** The same for `./gelar seed`, whose caller has the keys of the installation. */
export async function loadDemonstrationRegency(
  installation: Installation,
  report: (line: string) => void,
): Promise<string[]> {
  await loadDemonstration(installation, report);
  return [];
}
