import { afterEach, describe, expect, it, vi } from 'vitest';
import { chooseLog, type LogLevel, logError, logRequest } from './log.ts';

afterEach(() => {
  chooseLog('error');
  vi.restoreAllMocks();
});

/** What stands on standard error after a failure and a request. */
function written(level: LogLevel): { level: string }[] {
  const lines: string[] = [];
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => lines.push(String(text)) > 0);
  chooseLog(level);
  logError(new Error('patah'), { part: 'uji' });
  logRequest({ method: 'GET', path: '/inovasi', status: 200, milliseconds: 3 });
  return lines.map((line) => JSON.parse(line));
}

describe('the log', () => {
  it('never holds a one-time code, wherever its address turns up', () => {
    const lines: string[] = [];
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => lines.push(String(text)) > 0);
    chooseLog('request');
    const path = '/bekasikab/undangan/abcd-efgh-jkmn-pqrs';
    logRequest({ method: 'GET', path, status: 200, milliseconds: 3 });
    logError(new Error(`no answer for "${path}?pesan=x"`), { path });
    expect(lines.join('')).not.toMatch(/abcd|pqrs/);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ path: '/bekasikab/undangan/•••', status: 200 });
  });

  it('holds what GELAR_LOG says', () => {
    expect(written('off')).toEqual([]);
    expect(written('error')).toMatchObject([{ level: 'error', message: 'patah', part: 'uji' }]);
    expect(written('request')).toMatchObject([
      { level: 'error' },
      { level: 'request', method: 'GET', path: '/inovasi', status: 200, milliseconds: 3 },
    ]);
  });
});
