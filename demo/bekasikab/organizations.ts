import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import type { ListedOrganization, OrganizationKind } from '#features/organizations/index.ts';
import otherNames from './nama-lain.csv?raw';
import agencies from './perangkat-daerah.csv?raw';
import puskesmas from './puskesmas.csv?raw';
import schools from './sekolah.csv?raw';

const text = z.string().trim();
const known = text.transform((value) => (value === '' ? null : value));
const year = text.transform((value) => (value === '' ? null : Number(value)));
const degrees = year;

const agencyRow = z.object({
  nama: text.min(1),
  singkatan: known,
  jenis: z.enum(['sekretariat', 'inspektorat', 'dinas', 'badan', 'satuan', 'rsud', 'kecamatan']),
  kecamatan_kode: known,
  tahun_sumber: year,
  source: text.min(1),
});

const puskesmasRow = z.object({
  kode: text.min(1),
  nama: text.min(1),
  kecamatan_kode: text.min(1),
  desa_kode: known,
  alamat_sumber: known,
  tahun_data: year,
  source: text.min(1),
});

const schoolRow = z.object({
  npsn: text.min(1),
  nama: text.min(1),
  kecamatan_kode: text.min(1),
  alamat: known,
  lintang: degrees,
  bujur: degrees,
  tahun_data: year,
  source: text.min(1),
});

const otherNameRow = z.object({
  kind: z.literal('school'),
  reference: text.min(1),
  nama_lain: text.min(1),
  alasan: text.min(1),
});

function rows<S extends z.ZodType>(csv: string, schema: S): z.output<S>[] {
  return z.array(schema).parse(parse(csv, { columns: true }));
}

const kindOf: Partial<Record<z.output<typeof agencyRow>['jenis'], OrganizationKind>> = {
  rsud: 'hospital',
  kecamatan: 'district_office',
};

function listAgencies(): ListedOrganization[] {
  return rows(agencies, agencyRow).map((row) => ({
    kind: kindOf[row.jenis] ?? 'agency',
    name: row.nama,
    shortName: row.singkatan,
    reference: row.kecamatan_kode,
    areaCode: row.kecamatan_kode,
    source: row.source,
    sourceYear: row.tahun_sumber,
  }));
}

function listPuskesmas(): ListedOrganization[] {
  return rows(puskesmas, puskesmasRow).map((row) => ({
    kind: 'puskesmas',
    name: row.nama,
    reference: row.kode,
    parent: { kind: 'agency', name: 'Dinas Kesehatan' },
    areaCode: row.desa_kode ?? row.kecamatan_kode,
    address: row.alamat_sumber,
    source: row.source,
    sourceYear: row.tahun_data,
  }));
}

/** Public senior schools belong to the province, private ones to foundations: none stands under an agency of the regency. */
function listSchools(): ListedOrganization[] {
  const names = new Map(rows(otherNames, otherNameRow).map((row) => [row.reference, row.nama_lain]));
  return rows(schools, schoolRow).map((row) => ({
    kind: 'school',
    name: row.nama,
    shortName: names.get(row.npsn) ?? null,
    reference: row.npsn,
    areaCode: row.kecamatan_kode,
    address: row.alamat,
    latitude: row.lintang,
    longitude: row.bujur,
    source: row.source,
    sourceYear: row.tahun_data,
  }));
}

/** Agencies first: others stand under them. */
export function listBekasiOrganizations(): ListedOrganization[] {
  return [...listAgencies(), ...listPuskesmas(), ...listSchools()];
}
