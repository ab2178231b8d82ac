import { describe, expect, it } from 'vitest';
import { anInnovation, editionOf, repeat, sidLevels } from './region-arbitrary.ts';
import { scoreFile } from './score-command.ts';

const five = editionOf(2026).basicServiceAffairs.slice(0, 5);
const file = {
  edition: 2026,
  region: { code: '32.16', spd: { 'SPD-05a': 1 } },
  innovations: five.map((affair) => ({
    id: affair,
    affair,
    stage: 'penerapan',
    implementedOn: '2024-05-01',
    developedOn: null,
    status: 'accepted',
    levels: sidLevels(editionOf(2026), 1),
  })),
};
const asText = (value: unknown) => JSON.stringify(value);

describe('scoreFile --json', () => {
  it('prints the whole report', () => {
    const small = { ...file, innovations: [anInnovation({ id: 'a', levels: { 'SID-16': 2 } })] };
    const { stdout, stderr, exitCode } = scoreFile(asText(small), { edition: '2026', json: true });
    expect([stderr, exitCode]).toEqual(['', 0]);
    const { rows, ...report } = JSON.parse(stdout);
    expect(report).toEqual({
      edition: 2026,
      index: 0.5,
      predicate: 'Kurang Inovatif',
      total: 1.25,
      spd: 0.75,
      sid: 0.5,
      meanMaturity: 0.5,
      n: 1,
      countScore: 0,
      basicServiceAffairs: 0,
      innovations: [{ id: 'a', maturity: 6, counted: true, reasons: [] }],
    });
    expect(rows.length).toBe(41);
    expect(rows[5]).toEqual({ code: 'SPD-05a', weight: 0.75, level: 1, score: 0.75, max: 2.25 });
    expect(rows[20]).toEqual({ code: 'SID-16', weight: 3, level: 2 / 12, score: 0.5, max: 9 });
    expect(rows[40]).toEqual({ code: 'SID-36', weight: 0.38, level: 0, score: 0, max: 76 });
  });

  it('prints its keys in the documented order', () => {
    expect(Object.keys(JSON.parse(scoreFile(asText(file), { json: true }).stdout))).toEqual([
      'edition',
      'index',
      'predicate',
      'total',
      'spd',
      'sid',
      'meanMaturity',
      'n',
      'countScore',
      'basicServiceAffairs',
      'rows',
      'innovations',
    ]);
  });

  it('says on the other stream that an edition is an estimate', () => {
    const estimate = { ...file, edition: 2024, region: { code: '32.16', spd: 40 } };
    const result = scoreFile(asText(estimate), { edition: '2024', json: true });
    expect([JSON.parse(result.stdout).spd, result.exitCode]).toEqual([40, 0]);
    expect(result.stderr).toMatch(/^Edisi 2024 adalah perkiraan\. .+\n$/);
    expect(scoreFile(asText({ ...file, edition: 2027 }), { json: true }).stderr).toMatch(
      /^Edisi 2027 adalah perkiraan/,
    );
  });

  it('reads a file with a byte order mark', () => {
    expect(scoreFile(`\uFEFF${asText(file)}`, { json: true })).toEqual(scoreFile(asText(file), { json: true }));
  });

  it('scores the innovations of a whole nation in one file', () => {
    const many = repeat(36_742, { levels: sidLevels(editionOf(2026), 2) });
    const result = scoreFile(asText({ ...file, innovations: many }), { json: true });
    expect([JSON.parse(result.stdout).n, JSON.parse(result.stdout).meanMaturity]).toEqual([36_742, 74]);
  });
});

describe('scoreFile refuses', () => {
  const heading = 'Berkas tidak dapat dihitung:\n';
  it.each([
    ['an empty file', '', `${heading}  $: bukan JSON yang sah\n`],
    ['what is no JSON', '{\n "edition": 2026,\n}', `${heading}  $: bukan JSON yang sah (baris 3, kolom 1)\n`],
    ['a list', '[]', `${heading}  $: harus objek { … } (tertulis [])\n`],
    ['null', 'null', `${heading}  $: harus objek { … } (tertulis null)\n`],
    ['no edition', '{}', `${heading}  $.edition: wajib diisi\n`],
    ['a year in quotes', '{"edition":"2026"}', `${heading}  $.edition: harus angka (tertulis "2026")\n`],
    [
      'an unknown year',
      '{"edition":2025}',
      `${heading}  $.edition: edisi tidak dikenal; yang ada: 2023, 2024, 2026, 2027\n`,
    ],
  ])('%s', (_, text, stderr) => {
    expect(scoreFile(text, { json: true })).toEqual({ stdout: '', stderr, exitCode: 1 });
  });

  it('another edition than the one asked for', () => {
    expect(scoreFile(asText(file), { edition: '2027', json: true })).toEqual({
      stdout: '',
      stderr: `${heading}  $.edition: berkas menyatakan edisi 2026, perintah meminta edisi 2027; samakan dahulu\n`,
      exitCode: 1,
    });
  });

  it.each(['2025', 'abc', '', '2026.0', '0x7ea'])('--edition %s', (edition) => {
    expect(scoreFile(asText(file), { edition, json: false })).toEqual({
      stdout: '',
      stderr: `--edition ${edition}: edisi tidak dikenal; yang ada: 2023, 2024, 2026, 2027\n`,
      exitCode: 2,
    });
  });

  it('and lists twenty wrong places, not thousands', () => {
    const innovations = repeat(1000, { levels: { 'SID-16': 9 } });
    const { stderr } = scoreFile(asText({ ...file, innovations }), { json: false });
    const lines = stderr.trimEnd().split('\n');
    expect(lines.length).toBe(22);
    expect(lines[20]).toBe('  $.innovations[19].levels["SID-16"]: harus salah satu dari 0, 1, 2, 3 (tertulis 9)');
    expect(lines[21]).toBe('  … dan 980 lainnya');
  });

  it('deep nesting without breaking', () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    expect(scoreFile(deep, { json: true }).exitCode).toBe(1);
    expect(scoreFile(`{"edition":2026,"x":${deep}}`, { json: true }).exitCode).toBe(1);
    expect(scoreFile(`{"edition":${deep}}`, { json: true }).exitCode).toBe(1);
  });
});

describe('scoreFile for people', () => {
  it('leaves the terminal alone, whatever the file is called after', () => {
    const { stdout } = scoreFile(asText({ ...file, region: { code: '\u001b[31m', spd: {} } }), { json: false });
    expect(stdout.split('\n')[0]).toBe('Indeks Inovasi Daerah ?[31m  Edisi 2026 (resmi)');
  });

  it('prints index, parts, rows, notes and what adds most', () => {
    const rejected = anInnovation({ id: 'x', status: 'rejected' });
    const outside = anInnovation({ id: 'y', implementedOn: '2020-01-01', levels: { 'SID-16': 1 } });
    const { stdout, exitCode } = scoreFile(asText({ ...file, innovations: [...file.innovations, rejected, outside] }), {
      json: false,
    });
    expect(exitCode).toBe(0);
    const lines = stdout.split('\n');
    expect(lines.slice(0, 2)).toEqual(['Indeks Inovasi Daerah 32.16  Edisi 2026 (resmi)', '7,38  Kurang Inovatif']);
    expect(lines).toContain('Rata-rata kematangan            15,42 dari 111');
    expect(lines).toContain(
      'SPD-05a  Progres penurunan Tingkat Pengangguran Terbuka      0,75       1    0,75    2,25',
    );
    expect(lines).toContain(
      'SPD-01   Visi dan Misi                                          1       0    0,00       3  belum diisi',
    );
    expect(lines).toContain('  x: ditolak: kematangan 0; semua indikator 0');
    expect(lines).toContain('  y: tidak dihitung (di luar jendela penerapan)');
    expect(lines[lines.indexOf('Paling menambah') + 1]).toBe(
      '  SPD-12   Penghargaan bagi inovator                        +0,80 poin bila naik dari level 0',
    );
  });
});
