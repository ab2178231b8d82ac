import { describe, expect, it } from 'vitest';
import { spdIndicators } from './edition.ts';
import { EDITIONS } from './editions.ts';
import { type IndicatorGroup, innovationGroups, regionGroups } from './level.ts';
import { answerForm, asksMeasure, groupLines, measuresOf, readLevels } from './level-form.ts';
import { editionOf } from './region-arbitrary.ts';

const edition = editionOf(2026);
const groupOf = (slug: string): IndicatorGroup => {
  const group = [...innovationGroups(edition), ...regionGroups(edition)].find((one) => one.slug === slug);
  if (!group) throw new Error(`no group ${slug}`);
  return group;
};
const infrastructure = groupOf('infrastruktur');
const benefits = groupOf('jumlah-inovasi-dan-hasil-kreatif');
const institution = groupOf('institusi');

const questionOf = (group: IndicatorGroup, code: string, typed: Record<string, string>) => {
  const { questions, faults } = answerForm(group, [], typed);
  return { question: questions.find(({ indicator }) => indicator.code === code), faults };
};

describe('groups', () => {
  it('hold every indicator once, under an address of its own, in every edition', () => {
    for (const one of EDITIONS) {
      for (const [groups, all] of [
        [innovationGroups(one), one.sid.indicators],
        [regionGroups(one), spdIndicators(one)],
      ] as const) {
        const codes = groups.flatMap(({ indicators }) => indicators.map(({ code }) => code));
        expect([...codes].sort()).toEqual(all.map(({ code }) => code).sort());
        expect(new Set(groups.map(({ slug }) => slug)).size).toBe(groups.length);
        for (const { slug } of groups) expect(slug).toMatch(/^[a-z0-9-]+$/);
      }
    }
  });

  it('say how far they have come', () => {
    const stored = [
      { code: 'SID-16', claimed: 3, verified: null },
      { code: 'SID-20', claimed: 0, verified: null },
      { code: 'SID-33', claimed: 1, verified: null },
    ];
    expect(groupLines([infrastructure, benefits], stored)).toEqual([
      { slug: 'infrastruktur', name: 'Infrastruktur', stated: 2, of: 5, score: 9, max: 30 },
      {
        slug: 'jumlah-inovasi-dan-hasil-kreatif',
        name: 'Jumlah Inovasi dan Hasil Kreatif',
        stated: 1,
        of: 3,
        score: 3,
        max: 27,
      },
    ]);
  });
});

describe('what a form sends', () => {
  it('becomes levels and what was seen; nothing chosen stays as it is', () => {
    expect(
      readLevels(infrastructure, { 'SID-16': '2', 'seen-SID-16': '1', 'SID-17': '', 'seen-SID-17': '', 'SID-35': '3' }),
    ).toEqual({ levels: { 'SID-16': 2 }, seen: { 'SID-16': 1, 'SID-17': null } });
  });

  it('keeps an answer that is no level, so that it is refused beside its field', () => {
    expect(readLevels(infrastructure, { 'SID-16': '1e0', 'SID-17': '-1', 'SID-18': '9' }).levels).toEqual({
      'SID-16': Number.NaN,
      'SID-17': Number.NaN,
      'SID-18': 9,
    });
  });
});

describe('a level from a number', () => {
  it('of people', () => {
    const { question, faults } = questionOf(infrastructure, 'SID-17', { hitung: 'SID-17', 'nilai-SID-17': '37' });
    expect(faults).toEqual([]);
    expect(question).toMatchObject({ level: '3', measured: { value: '37', unit: 'orang', level: 3 } });
  });

  it('of unemployment, where two levels overlap: the lower', () => {
    const { question } = questionOf(institution, 'SPD-05b', { hitung: 'SPD-05b', 'nilai-SPD-05b': '5,91' });
    expect(question?.measured).toEqual({ value: '5,91', unit: '%', level: 1 });
    const growth = questionOf(institution, 'SPD-07', { hitung: 'SPD-07', 'nilai-SPD-07': '-5,15%' });
    expect(growth.question?.level).toBe('1');
  });

  it('on the basis that was chosen', () => {
    const typed = { hitung: 'SID-33', 'nilai-SID-33': '250', 'dasar-SID-33': 'a' };
    expect(questionOf(benefits, 'SID-33', typed).question?.level).toBe('2');
    expect(questionOf(benefits, 'SID-33', { ...typed, 'dasar-SID-33': 'e' }).question?.level).toBe('3');
    expect(questionOf(benefits, 'SID-33', { ...typed, 'dasar-SID-33': '' }).faults).toEqual([
      { field: 'dasar-SID-33', message: 'indexPages.errors.basis' },
    ]);
  });

  it('is refused beside the number, and what was typed is kept', () => {
    const { question, faults } = questionOf(infrastructure, 'SID-17', {
      hitung: 'SID-17',
      'nilai-SID-17': 'banyak',
      'SID-17': '1',
    });
    expect(faults).toEqual([{ field: 'nilai-SID-17', message: 'indexPages.errors.number' }]);
    expect(question).toMatchObject({ level: '1', value: 'banyak', measured: null });
  });

  it('is worked out for every number typed, whichever button the enter key pressed', () => {
    const typed = { hitung: 'SPD-03', 'nilai-SPD-07': '40' };
    expect(questionOf(institution, 'SPD-07', typed).question?.level).toBe('3');
    expect(questionOf(institution, 'SPD-03', typed).faults).toEqual([
      { field: 'nilai-SPD-03', message: 'indexPages.errors.number' },
    ]);
  });

  it('is asked by the button, or by a number without a level', () => {
    expect(asksMeasure(infrastructure, { 'nilai-SID-17': '5', 'SID-17': '1' })).toBe(false);
    expect(asksMeasure(infrastructure, { 'nilai-SID-17': '5' })).toBe(true);
    expect(asksMeasure(infrastructure, { 'nilai-SID-17': ' ' })).toBe(false);
    expect(asksMeasure(infrastructure, { hitung: '' })).toBe(true);
  });

  it('needs thresholds: indicators that a person judges have no measure', () => {
    expect(infrastructure.indicators.map((one) => measuresOf(one).length)).toEqual([0, 1, 0, 0, 0]);
  });
});
