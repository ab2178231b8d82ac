import { describe, expect, it } from 'vitest';
import { id as messages } from '#messages/id.ts';
import { messageAt } from '#messages/lookup.ts';
import { emptyProposal, type Proposal } from './innovation.ts';
import { affairCalled, proposalEdition, readProposalEdition } from './proposal.ts';
import raw from './proposal-2026.json' with { type: 'json' };
import { checkProposal } from './proposal-check.ts';
import { completeProposal, wordsOf } from './testing.ts';

const today = '2026-11-24';
const check = (changes: Partial<Proposal>) =>
  checkProposal({ ...completeProposal, ...changes }, proposalEdition, today);
const faultsOf = (changes: Partial<Proposal>) =>
  check(changes).faults.map(({ field, message }) => [field, message.split('.').at(-1)]);

describe('the edition', () => {
  it('is the form of 2026', () => {
    const { edition, window, designMinWords, affairs, basicServiceAffairs, pkpnClusters } = proposalEdition;
    expect({ edition, window, designMinWords }).toEqual({
      edition: 2026,
      window: { from: '2024-01-01', to: '2025-12-31' },
      designMinWords: 300,
    });
    expect([affairs.length, basicServiceAffairs.length, pkpnClusters.length]).toEqual([38, 6, 9]);
  });

  it.each([
    ['a window that ends before it begins', { window: { from: '2025-01-01', to: '2024-01-01' } }],
    ['an affair twice', { affairs: [...raw.affairs, 'Kesehatan'] }],
    ['a basic-service affair that is none', { basicServiceAffairs: ['Sihir'] }],
    ['an unknown key', { surprise: true }],
    ['no legal source', { source: '' }],
  ])('refuses %s', (_, changes) => expect(() => readProposalEdition({ ...raw, ...changes })).toThrow());

  it('knows affairs however they are capitalised', () => {
    expect(affairCalled(' koperasi, usaha kecil dan menengah')).toBe('Koperasi, Usaha Kecil dan Menengah');
    expect(affairCalled('sihir')).toBeUndefined();
  });
});

describe('a proposal', () => {
  it('may be sent when it is complete', () => expect(check({})).toEqual({ faults: [], warnings: [] }));

  it('says every missing thing at once, in the order of the form', () => {
    const { faults, warnings } = checkProposal(emptyProposal, proposalEdition, today);
    expect(faults.map((fault) => fault.field)).toEqual([
      'title',
      'summary',
      'topics',
      'initiatorKind',
      'initiatorName',
      'kind',
      'form',
      'classification',
      'mainAffair',
      'astaCita',
      'pkpnCluster',
      'stage',
      'coordinates',
      'designLegalBasis',
      'designProblem',
      'designStrategicIssue',
      'designNovelty',
      'designHowItWorks',
      'designAdvantage',
      'objective',
      'benefit',
      'result',
    ]);
    expect(warnings).toEqual([]);
    for (const { message } of faults) expect(messageAt(messages, message), message).toBeTypeOf('string');
  });

  it.each<[string, Partial<Proposal>, [string, string][]]>([
    [
      'the main affair as a crossing one',
      { crossingAffairs: ['Lingkungan Hidup'] },
      [['crossingAffairs', 'crossingHoldsMain']],
    ],
    ['a cluster without its programme', { pkpnCluster: 'Kesehatan' }, [['pkpnProgram', 'programMissing']]],
    [
      'a trial without its day',
      { stage: 'uji coba', trialOn: null, implementedOn: null },
      [['trialOn', 'trialMissing']],
    ],
    ['an implementation without its day', { implementedOn: null }, [['implementedOn', 'implementedMissing']]],
    ['a trial that has an implementation', { stage: 'uji coba' }, [['implementedOn', 'implementedTooEarly']]],
    [
      'a mere initiative with days',
      { stage: 'inisiatif' },
      [
        ['trialOn', 'trialTooEarly'],
        ['implementedOn', 'implementedTooEarly'],
      ],
    ],
    ['a trial after the implementation', { trialOn: '2024-06-02' }, [['implementedOn', 'implementedBeforeTrial']]],
    [
      'a development before the implementation',
      { developedOn: '2024-05-31' },
      [['developedOn', 'developedBeforeImplemented']],
    ],
    ['a day to come', { implementedOn: '2026-11-25' }, [['implementedOn', 'future']]],
    [
      'an old implementation without development',
      { trialOn: null, implementedOn: '2023-12-31' },
      [['developedOn', 'developedMissing']],
    ],
    ['a place abroad', { coordinates: '48.85, 2.35' }, [['coordinates', 'coordinatesAbroad']]],
    ['latitude and longitude exchanged', { coordinates: '51.5, 7.1' }, [['coordinates', 'coordinatesAbroad']]],
    ['299 words', { designAdvantage: wordsOf(49) }, [['designAdvantage', 'designShort']]],
  ])('is refused with %s', (_, changes, faults) => expect(faultsOf(changes)).toEqual(faults));

  it('is warned, not refused, when it will not count in the index', () => {
    expect(check({ stage: 'uji coba', implementedOn: null })).toEqual({
      faults: [],
      warnings: [
        {
          field: 'stage',
          message: 'innovations.warnings.notApplied',
          values: { edition: 2026, from: '2024-01-01', to: '2025-12-31' },
        },
      ],
    });
    expect(check({ implementedOn: '2026-01-01' }).warnings.map((one) => one.message)).toEqual([
      'innovations.warnings.outsideWindow',
    ]);
    expect(check({ trialOn: null, implementedOn: '2020-01-01', developedOn: '2026-02-01' })).toMatchObject({
      faults: [],
      warnings: [{ field: 'implementedOn' }],
    });
  });

  it('counts at both ends of the window, and by development alone', () => {
    expect(check({ trialOn: null, implementedOn: '2024-01-01' }).warnings).toEqual([]);
    expect(check({ implementedOn: '2025-12-31' }).warnings).toEqual([]);
    expect(check({ trialOn: null, implementedOn: '2019-01-01', developedOn: '2025-01-05' })).toEqual({
      faults: [],
      warnings: [],
    });
  });
});
