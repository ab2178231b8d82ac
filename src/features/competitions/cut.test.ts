import { expect, test } from 'vitest';
import { cutFor } from './entry.queries.ts';
import { entryContentSchema } from './entry-content.ts';

const row = {
  organizationName: 'Desa Harapan (contoh)',
  teamName: 'Tim Melati',
  content: entryContentSchema.parse({
    title: 'Bank Sampah Desa Harapan (contoh)',
    organization: 'Desa Harapan (contoh)',
    problem: 'Di desa  harapan (CONTOH) tim melati melihat sampah.',
    video: 'https://example.org/desa',
    levels: { 'SID-16': 2 },
  }),
};

test('blind jurors read no name of organisation, school or team, nor inside the texts', () => {
  const { content, teamName } = cutFor('blind', row);
  expect(content).toMatchObject({ title: 'Bank Sampah •••', organization: '', levels: { 'SID-16': 2 } });
  expect(content.problem).toBe('Di ••• ••• melihat sampah.');
  expect(teamName).toBe('');
});

test('everybody else reads it as it was sent', () => {
  for (const sight of ['reading', 'own', 'committee'] as const)
    expect(cutFor(sight, row)).toEqual({ content: row.content, teamName: 'Tim Melati' });
});
