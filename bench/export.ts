import { readFileSync, writeFileSync } from 'node:fs';
import type { Figure } from './figure.ts';

/** Peak of the server's resident memory while a list of a hundred thousand is downloaded. */
export async function benchExport(origin: string, pid: number, rows: number): Promise<Figure[]> {
  resetPeak(pid);
  const idle = megabytes(pid, 'VmRSS');
  const began = performance.now();
  const answer = await fetch(`${origin}/skala/inovasi.xlsx`);
  if (!answer.ok || !answer.body) throw new Error(`the export answered ${answer.status}`);
  let bytes = 0;
  for await (const chunk of answer.body) bytes += chunk.length;
  const took = performance.now() - began;
  const peak = megabytes(pid, 'VmHWM');
  return [
    {
      name: `XLSX of ${rows.toLocaleString('en')} innovations, memory of the server`,
      value: `${peak.toFixed(0)} MB`,
      target: '< 300 MB',
      against: `peak resident memory of the app's process, ${idle.toFixed(0)} MB before; ${(bytes / 1024 / 1024).toFixed(1)} MB in ${(took / 1000).toFixed(1)} s`,
      met: peak < 300,
    },
  ];
}

/** Linux counts the peak anew from here. */
function resetPeak(pid: number): void {
  writeFileSync(`/proc/${pid}/clear_refs`, '5');
}

function megabytes(pid: number, field: 'VmRSS' | 'VmHWM'): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) / 1024;
}
