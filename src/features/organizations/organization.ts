import { z } from 'zod';
import { areaCode } from '#features/areas/index.ts';
import { isId } from '#platform/ids.ts';
import { oneLine } from '#platform/one-line.ts';

export const organizationKinds = [
  'agency',
  'sub_agency',
  'puskesmas',
  'hospital',
  'district_office',
  'village',
  'ward',
  'school',
  'university',
  'community',
  'business',
] as const;

export type OrganizationKind = (typeof organizationKinds)[number];

/** Kinds whose organisations are made from the list of areas: they come and go with it, not by hand. */
export const areaKinds: readonly OrganizationKind[] = ['district_office', 'village', 'ward'];

export interface Organization {
  id: string;
  kind: OrganizationKind;
  name: string;
  shortName: string | null;
  parentId: string | null;
  /** District or village in which it sits; null is unknown. */
  areaCode: string | null;
  /** Number by which its ministry knows it: NPSN, code of a health facility, area code of a village. */
  reference: string | null;
  address: string | null;
  phone: string | null;
  email: string | null;
  latitude: number | null;
  longitude: number | null;
  source: string | null;
  sourceYear: number | null;
  /** Invented for the demonstration: "contoh" on screen, outside every count of real ones. */
  fictional: boolean;
  version: number;
}

export const organizationLimits = {
  name: 200,
  shortName: 60,
  reference: 40,
  address: 300,
  phone: 30,
  email: 254,
} as const;

const error = (key: string) => `organizations.errors.${key}`;

/** One line; nothing typed is unknown. */
const unknown = (limit: number, tooLong: string) =>
  z
    .string()
    .overwrite(oneLine)
    .max(limit, error(tooLong))
    .transform((text) => (text === '' ? null : text))
    .default(null);

const phone = unknown(organizationLimits.phone, 'phone').refine(
  (text) => text === null || /^[+(]?\d[\d\s().-]{4,}$/.test(text),
  error('phone'),
);
const email = unknown(organizationLimits.email, 'email').refine(
  (text) => text === null || z.email().safeParse(text).success,
  error('email'),
);
const optional = <S extends z.ZodType>(schema: S) =>
  z.preprocess((value) => (value === '' || value === undefined ? null : value), schema.nullable());

const contact = {
  shortName: unknown(organizationLimits.shortName, 'shortName'),
  address: unknown(organizationLimits.address, 'address'),
  phone,
  email,
};

const id = z.string().refine(isId, error('id'));

/** What a tenant administrator may correct. Names and parents follow the source. */
export const organizationChange = z.object({
  id,
  version: z.coerce.number().int().min(1).max(2_000_000_000),
  ...contact,
});
export type OrganizationChange = z.infer<typeof organizationChange>;

/** A new organisation, entered by hand. */
export const newOrganization = z.object({
  id,
  kind: z.enum(organizationKinds, error('kind')).refine((kind) => !areaKinds.includes(kind), error('kindOfArea')),
  name: z
    .string(error('name'))
    .overwrite(oneLine)
    .min(3, error('name'))
    .max(organizationLimits.name, error('nameLong')),
  parentId: optional(id),
  areaCode: optional(areaCode),
  reference: unknown(organizationLimits.reference, 'reference'),
  ...contact,
});
export type NewOrganization = z.infer<typeof newOrganization>;

/** The list's address: `?q=…&jenis=…&kecamatan=…&halaman=…`. */
export const organizationFilter = z.object({
  q: z.string().trim().max(200, error('searchLong')).default(''),
  jenis: optional(z.enum(organizationKinds, error('kind'))),
  kecamatan: optional(areaCode),
  halaman: z.preprocess(
    (value) => (value === '' ? undefined : value),
    z.coerce.number(error('page')).int(error('page')).min(1, error('page')).max(100_000, error('page')).default(1),
  ),
});
export type OrganizationFilter = z.infer<typeof organizationFilter>;
