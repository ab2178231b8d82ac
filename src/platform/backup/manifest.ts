import { z } from 'zod';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** A piece of a table: some whole lines of COPY's text format, zstd. */
const part = z.object({ name: z.string(), bytes: z.number().int().min(0), sha256 });

const table = z.object({
  schema: z.string(),
  name: z.string(),
  columns: z.array(z.string()).min(1),
  rows: z.number().int().min(0),
  /** See `row-digest.ts`. */
  digest: sha256,
  parts: z.array(part),
});

/** What stands in an archive; its last entry but one. An archive without it was cut. */
export const manifestShape = z.object({
  format: z.literal(1),
  /** The release that wrote it. */
  app: z.string(),
  postgres: z.string(),
  /** When the snapshot of the database was taken: nothing that was answered before is missing. */
  takenAt: z.iso.datetime(),
  /** Audit events carry it; a restore raises it. */
  epoch: z.number().int().min(1),
  /** The schema: steps taken, each with the hash of its text. */
  steps: z.array(z.object({ name: z.string(), hash: z.string(), takenAt: z.string() })),
  /** A known word sealed with the installation's key, which is never in an archive. */
  sealed: z.string(),
  tables: z.array(table),
  sequences: z.array(z.object({ schema: z.string(), name: z.string(), value: z.string(), called: z.boolean() })),
  files: z.object({
    /** `folder`: copied into the archive. */
    count: z.number().int().min(0),
    bytes: z.number().int().min(0),
    /** Of the lines `tenant/sha256`. */
    digest: sha256,
  }),
});

export type Manifest = z.infer<typeof manifestShape>;
export type TableEntry = Manifest['tables'][number];

/** What is sealed to tell the key of an archive. */
export const sealedWord = 'gelar';

export const manifestName = 'manifest.json';
/** The SHA-256 of the manifest, and with it of everything else. */
export const manifestHashName = 'manifest.sha256';
export const fileName = (tenantId: string, sha: string) => `files/${tenantId}/${sha}`;
export const partName = (one: Pick<TableEntry, 'schema' | 'name'>, n: number) =>
  `tables/${one.schema}.${one.name}/${String(n).padStart(6, '0')}.zst`;
