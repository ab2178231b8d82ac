import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

test('no text of a page ends in a space before a closing tag: the build would lose it (decision 5)', () => {
  const files = globSync('src/**/*.tsx');
  expect(files.length).toBeGreaterThan(100);
  const lost = files.filter((file) => /\S <\/[a-z>]/i.test(readFileSync(file, 'utf8')));
  expect(lost).toEqual([]);
});
