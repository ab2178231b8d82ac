import { expect, test } from 'vitest';
import { reasonOf } from './progress.ts';

test.each([
  [413, 'unused: too much of what you sent is not used yet\n', 'unused'],
  [413, 'full: the server has no room now\n', 'full'],
  [413, 'Maximum size exceeded\n', 'tooLarge'],
  [413, '<html>of a proxy</html>', 'tooLarge'],
  [401, '', 'signIn'],
  [403, 'unused', 'signIn'],
  [404, '', 'refused'],
  [411, 'the length is announced', 'refused'],
])('%i with "%s" means %s', (status, body, reason) => {
  expect(reasonOf(status, body)).toBe(reason);
});
