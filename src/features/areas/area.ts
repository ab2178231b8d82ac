import { z } from 'zod';
import { areas as words } from '#messages/id/areas.ts';

/** A row of the government's list: province, regency or city, district, village or ward. */
export interface Area {
  /** Kemendagri's code, e.g. `32.16.02.2002`. */
  code: string;
  /** 1 province, 2 regency or city, 3 district, 4 village or ward. */
  level: number;
  name: string;
  parentCode: string | null;
}

export type AreaKind = 'province' | 'regency' | 'district' | 'ward' | 'village';

const shape = /^\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?$/;

export const areaCode = z.string().trim().regex(shape, 'areas.errors.code');

export function isAreaCode(text: string): boolean {
  return shape.test(text);
}

export function levelOf(code: string): number {
  return code.split('.').length;
}

/** `32.16.02.2002` → `32.16.02`; null for a province. */
export function parentOf(code: string): string | null {
  const end = code.lastIndexOf('.');
  return end < 0 ? null : code.slice(0, end);
}

export function isWithin(code: string, outer: string): boolean {
  return code === outer || code.startsWith(`${outer}.`);
}

/** The district a village lies in, or the district itself; null above districts and for unknown. */
export function districtOf(code: string | null): string | null {
  if (code === null || levelOf(code) < 3) return null;
  return code.split('.').slice(0, 3).join('.');
}

/** Fourth part: 1xxx is a ward (kelurahan), 2xxx a village (desa), 3xxx a customary village (desa adat). */
export function kindOfArea(code: string): AreaKind {
  const kinds = ['province', 'regency', 'district'] as const;
  return kinds[levelOf(code) - 1] ?? (code.split('.')[3]?.startsWith('1') ? 'ward' : 'village');
}

/** The full official name: "Desa Muarabakti", "Kecamatan Babelan"; regencies carry theirs in the list. */
export function titleOf(area: Pick<Area, 'code' | 'name'>, titles: AreaTitles = words.titles): string {
  return titles[kindOfArea(area.code)](area.name);
}

export type AreaTitles = Record<AreaKind, (name: string) => string>;

/** From the area upwards, districts shortened: "Desa Muarabakti, Kec. Babelan". Stops below the regency. */
export function chainName(
  chain: readonly Area[],
  titles: AreaTitles = words.titles,
  district = words.districtShort,
): string {
  return [...chain]
    .sort((a, b) => b.level - a.level)
    .filter((area, i) => i === 0 || area.level > 2)
    .map((area, i) => (area.level === 3 && i > 0 ? district(area.name) : titleOf(area, titles)))
    .join(', ');
}
