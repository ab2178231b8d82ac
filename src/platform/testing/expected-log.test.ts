import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { chooseLog, logError, logRequest } from '../log.ts';
import { expectedLog } from './expected-log.ts';

describe('failures that are expected', () => {
  const written: string[] = [];
  // Stands in for the output: what goes through comes here.
  beforeAll(() => {
    const output = vi.spyOn(process.stderr, 'write').mockImplementation((text) => written.push(String(text)) > 0);
    return () => output.mockRestore();
  });
  const logged = expectedLog();
  afterEach(() => chooseLog('error'));

  test('are taken once, in their order, and everything else goes through', () => {
    chooseLog('request');
    logError(new Error('satu'), { part: 'uji' });
    logRequest({ method: 'GET', path: '/', status: 200, milliseconds: 1 });
    logError(new Error('dua'));
    process.stderr.write('peringatan\n');
    expect(logged()).toMatchObject([{ message: 'satu', part: 'uji' }, { message: 'dua' }]);
    expect(logged()).toEqual([]);
    expect(written).toEqual([expect.stringContaining('"status":200'), 'peringatan\n']);
  });
});

describe('a failure that nobody takes', () => {
  const logged = expectedLog();
  test.fails('fails its test', () => {
    logError(new Error('tidak diharapkan'));
  });
  test('is not handed to the next one', () => {
    expect(logged()).toEqual([]);
  });
});
