import { type InventedContest, loadInventedContest } from '#features/competitions/index.ts';
import type { DemonstrationPart } from './load.ts';

/** Invented: entries come in since a week before the first start, so that anybody can try it. */
const contest: InventedContest = {
  name: 'Lomba Inovasi Kabupaten Bekasi 2027 (contoh)',
  year: 2027,
  theme: 'Satu desa satu inovasi (contoh)',
  template: 'lomba-inovasi-daerah',
  openForDays: 7,
};

export const demonstrationContest: DemonstrationPart = {
  name: 'contest',
  async load({ bekasikab }) {
    await loadInventedContest(bekasikab, contest);
  },
};
