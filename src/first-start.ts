import { demonstrationAllowed } from '#platform/config.ts';
import type { Installation } from '#platform/installation.ts';
import { loadDemonstration } from '../demo/load.ts';

/** Loads the demonstration regency into an empty database, and lists the demonstration accounts. */
export async function firstStart(installation: Installation, report: (line: string) => void): Promise<string[]> {
  const { config } = installation;
  if (config.demonstration === 'off' || !demonstrationAllowed(config)) return [];
  await loadDemonstration(installation, report);
  return [];
}
