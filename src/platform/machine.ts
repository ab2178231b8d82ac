import { statfs } from 'node:fs/promises';
import { appVersion } from './version.ts';

/** The process and the disk under its data folder. */
export interface MachineState {
  version: string;
  node: string;
  startedAt: Date;
  memoryBytes: number;
  /** Bytes of the data folder's disk; null where it cannot be looked at. */
  disk: { free: number; total: number } | null;
}

export async function lookAtMachine(dataDir: string | undefined): Promise<MachineState> {
  return {
    version: appVersion,
    node: process.version,
    startedAt: new Date(Date.now() - process.uptime() * 1000),
    memoryBytes: process.memoryUsage.rss(),
    disk: dataDir === undefined ? null : await diskUnder(dataDir),
  };
}

async function diskUnder(folder: string): Promise<MachineState['disk']> {
  const found = await statfs(folder).catch(() => null);
  return found && { free: found.bavail * found.bsize, total: found.blocks * found.bsize };
}
