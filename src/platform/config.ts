import { resolve } from 'node:path';
import { z } from 'zod';
import { esignUrl } from './config-esign.ts';

export { installationKey } from './installation-key.ts';

/** One environment variable: how it is read, and what `docs/settings.md` says about it. */
interface Setting<T> {
  name: string;
  /** What the documentation shows as default; the value itself stands in `schema`. */
  fallback: string;
  meaning: string;
  secret?: boolean;
  schema: z.ZodType<T, string | undefined>;
}

const setting = <T>(one: Setting<T>): Setting<T> => one;

const wholeNumber = (from: number, to: number, hint: string) =>
  z
    .string()
    .regex(/^\d{1,9}$/, hint)
    .transform(Number)
    .refine((value) => value >= from && value <= to, hint);

const yesNo = (hint: string) =>
  z.enum(['on', 'off', 'true', 'false', '1', '0'], hint).transform((value) => ['on', 'true', '1'].includes(value));

const postgresUrl = z.string().refine((value) => /^postgres(ql)?:\/\//.test(value) && URL.canParse(value), {
  error: 'harus berupa alamat PostgreSQL, misalnya postgresql://gelar:sandi@host:5432/gelar',
});

const webOrigin = z
  .string()
  .refine((value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol), {
    error: 'harus berupa alamat web lengkap, misalnya https://inovasi.bekasikab.go.id',
    abort: true,
  })
  .transform((value) => new URL(value))
  .refine((url) => url.pathname === '/' && !url.search && !url.hash && !url.username, {
    error: 'hanya skema dan nama host, tanpa jalur, misalnya https://inovasi.bekasikab.go.id',
  })
  .transform((url) => url.origin);

const smtpUrl = z.string().refine((value) => /^smtps?:\/\/[^/\s]+/.test(value) && URL.canParse(value), {
  error: 'harus berupa alamat server surat, misalnya smtp://pengguna:sandi@mail.bekasikab.go.id:587',
});

const mailFrom = z.string().refine(
  (value) => {
    const address = /^(?:[^<>\r\n]*<([^<>]+)>|([^<>\r\n]+))$/.exec(value);
    return z.email().safeParse(address?.[1] ?? address?.[2]).success;
  },
  { error: 'harus berupa alamat surel, misalnya Gelar <gelar@bekasikab.go.id>' },
);

const keyHint = 'harus 32 byte dalam heksadesimal (64 karakter) atau base64; buat dengan: openssl rand -base64 32';
const key = z
  .string()
  .transform((value) => (/^[0-9a-f]{64}$/i.test(value) ? Buffer.from(value, 'hex') : Buffer.from(value, 'base64')))
  .refine((bytes) => bytes.length === 32, keyHint);

/** Every setting, once: read at start, written to `docs/settings.md`. */
export const settings = {
  port: setting({
    name: 'PORT',
    fallback: '3000',
    meaning: 'Port of the web server; 0 takes any free one.',
    schema: wholeNumber(0, 65_535, 'harus bilangan bulat 0 sampai 65535').default(3000),
  }),
  bind: setting({
    name: 'GELAR_BIND',
    fallback: '127.0.0.1',
    meaning:
      'Address the web server listens on. `0.0.0.0` makes it reachable from outside; demonstration accounts then do not exist.',
    schema: z
      .union([z.ipv4(), z.ipv6(), z.literal('localhost')], 'harus alamat IP, misalnya 127.0.0.1')
      .default('127.0.0.1'),
  }),
  dataDir: setting({
    name: 'GELAR_DATA_DIR',
    fallback: './data',
    meaning: 'Folder of the embedded database, the key and uploads. A relative path starts at the folder of the clone.',
    schema: z
      .string()
      .default('./data')
      .transform((value) => resolve(process.env.GELAR_ROOT ?? '.', value)),
  }),
  databaseUrl: setting({
    name: 'DATABASE_URL',
    fallback: 'embedded PostgreSQL',
    meaning:
      'An existing PostgreSQL, version 15 or newer, with the login of the application (no superuser, owns nothing). Needs `DATABASE_OWNER_URL`.',
    secret: true,
    schema: postgresUrl.optional(),
  }),
  databaseOwnerUrl: setting({
    name: 'DATABASE_OWNER_URL',
    fallback: '–',
    meaning: 'The same database with the login that owns it: migrates, backs up, restores. Needs `DATABASE_URL`.',
    secret: true,
    schema: postgresUrl.optional(),
  }),
  demonstration: setting({
    name: 'GELAR_DEMO',
    fallback: 'auto',
    meaning:
      'The demonstration regency and its accounts. `auto`: into an empty database where allowed (embedded database, loopback bind, no `GELAR_PUBLIC_URL`); `on`: the same, and refuses to start where not allowed; `off`: never.',
    schema: z.enum(['auto', 'on', 'off'], 'harus auto, on atau off').default('auto'),
  }),
  publicUrl: setting({
    name: 'GELAR_PUBLIC_URL',
    fallback: 'http://localhost:PORT',
    meaning: 'The address under which people reach this installation; sign-in happens on its host.',
    schema: webOrigin.optional(),
  }),
  key: setting({
    name: 'GELAR_KEY',
    fallback: 'made at first start in the data folder',
    meaning: 'Key of 32 bytes (hexadecimal or base64) that encrypts personal fields. Losing it loses those fields.',
    secret: true,
    schema: key.optional(),
  }),
  smtpUrl: setting({
    name: 'GELAR_SMTP_URL',
    fallback: 'no mail',
    meaning:
      'The mail server, `smtp://user:password@host:587` (STARTTLS where offered) or `smtps://…:465`. Without it nothing is mailed: invitations go by letter or WhatsApp. Needs `GELAR_MAIL_FROM`.',
    secret: true,
    schema: smtpUrl.optional(),
  }),
  mailFrom: setting({
    name: 'GELAR_MAIL_FROM',
    fallback: '–',
    meaning: 'Sender of all mails, `Gelar Kabupaten Bekasi <gelar@bekasikab.go.id>` or the address alone.',
    schema: mailFrom.optional(),
  }),
  rateLimit: setting({
    name: 'GELAR_RATE_LIMIT',
    fallback: '600',
    meaning: 'Requests a minute that one address may make; 0 sets no limit.',
    schema: wholeNumber(0, 1_000_000, 'harus bilangan bulat 0 sampai 1000000').default(600),
  }),
  trustProxy: setting({
    name: 'GELAR_TRUST_PROXY',
    fallback: 'off',
    meaning:
      'Takes the visitor’s address from the last `X-Forwarded-For` entry. `on` only behind a proxy that sets it, else anyone can invent an address.',
    schema: yesNo('harus on atau off').default(false),
  }),
  s3Endpoint: setting({
    name: 'GELAR_S3_ENDPOINT',
    fallback: 'files lie in the data folder',
    meaning:
      'Address of an S3-compatible server that keeps the files people send, e.g. `https://s3.example.go.id`. Needs the four `GELAR_S3_…` below.',
    schema: webOrigin.optional(),
  }),
  s3Bucket: setting({
    name: 'GELAR_S3_BUCKET',
    fallback: '–',
    meaning: 'The bucket; it must exist.',
    schema: z
      .string()
      .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'harus nama bucket: huruf kecil, angka, titik, tanda hubung')
      .optional(),
  }),
  s3Region: setting({
    name: 'GELAR_S3_REGION',
    fallback: 'us-east-1',
    meaning: 'Region that the server signs with.',
    schema: z
      .string()
      .regex(/^[a-z0-9-]{1,40}$/, 'harus nama region, misalnya us-east-1')
      .default('us-east-1'),
  }),
  s3AccessKey: setting({
    name: 'GELAR_S3_ACCESS_KEY',
    fallback: '–',
    meaning: 'Name of the key that may read, write, delete and list in the bucket.',
    schema: z.string().max(200, 'paling panjang 200 huruf').optional(),
  }),
  s3SecretKey: setting({
    name: 'GELAR_S3_SECRET_KEY',
    fallback: '–',
    meaning: 'The secret of that key.',
    secret: true,
    schema: z.string().max(200, 'paling panjang 200 huruf').optional(),
  }),
  esignUrl: setting({
    name: 'GELAR_ESIGN_URL',
    fallback: 'no electronic signatures',
    meaning:
      'Address of BSrE’s e-sign client service that the agency runs, e.g. `https://esign.bekasikab.go.id`; plain `http://` only to this machine or a private address (10.…, 172.16–31.…, 192.168.…). Needs `GELAR_ESIGN_USER` and `GELAR_ESIGN_PASSWORD`.',
    // Shown nowhere: somebody may write name and password into it.
    secret: true,
    schema: esignUrl.optional(),
  }),
  esignUser: setting({
    name: 'GELAR_ESIGN_USER',
    fallback: '–',
    meaning: 'Name with which this installation signs in to that service.',
    schema: z
      .string()
      .max(200, 'paling panjang 200 huruf')
      .refine((name) => !name.includes(':'), 'tanpa titik dua')
      .optional(),
  }),
  esignPassword: setting({
    name: 'GELAR_ESIGN_PASSWORD',
    fallback: '–',
    meaning: 'Its password.',
    secret: true,
    schema: z.string().max(200, 'paling panjang 200 huruf').optional(),
  }),
  esignSeconds: setting({
    name: 'GELAR_ESIGN_TIMEOUT',
    fallback: '60',
    meaning: 'Seconds that a signature may take; after that the person is told to try again.',
    schema: wholeNumber(5, 240, 'harus bilangan bulat 5 sampai 240').default(60),
  }),
  metricsToken: setting({
    name: 'GELAR_METRICS_TOKEN',
    fallback: '–',
    meaning:
      'Opens `/metrics` (OpenMetrics text) to a monitoring system that sends it as `Authorization: Bearer …`. Without it there is no such address.',
    secret: true,
    schema: z.string().min(16, 'sedikitnya 16 karakter; buat dengan: openssl rand -base64 24').optional(),
  }),
  secondFactor: setting({
    name: 'GELAR_SECOND_FACTOR',
    fallback: 'required',
    meaning:
      'Whether administrators of a region and of the platform must have a second factor (codes of an app, or a passkey): `required` or `optional`. Demonstration accounts, which only loopback reaches, need none.',
    schema: z.enum(['required', 'optional'], 'harus required atau optional').default('required'),
  }),
  log: setting({
    name: 'GELAR_LOG',
    fallback: 'error',
    meaning:
      'What is logged to standard error: `error` failures only, `request` also one line a request, `off` nothing.',
    schema: z.enum(['off', 'error', 'request'], 'harus off, error atau request').default('error'),
  }),
} satisfies Record<string, Setting<unknown>>;

type Values = { [K in keyof typeof settings]: z.infer<(typeof settings)[K]['schema']> };

export interface Config extends Values {
  /** Scheme and host under which people reach this installation. */
  origin: string;
}

/** The settings cannot be used. The message names each variable and never shows a secret's value. */
export class WrongSettings extends Error {}

/** The settings with that port; without a public address it is part of the origin. */
export function withPort(values: Values, port: number): Config {
  return { ...values, port, origin: values.publicUrl ?? `http://localhost:${port}` };
}

/** @throws WrongSettings */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const faults: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [field, one] of Object.entries(settings) as [string, Setting<unknown>][]) {
    // An empty variable is one that is not set: that is how shells and compose files switch a value off.
    const result = one.schema.safeParse(env[one.name]?.trim() || undefined);
    if (result.success) values[field] = result.data;
    else faults.push(`${one.name} ${result.error.issues[0]?.message}${shown(one, env[one.name])}`);
  }
  if (faults.length === 0) faults.push(...contradictions(values as unknown as Values));
  if (faults.length > 0)
    throw new WrongSettings(`Pengaturan salah:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
  const read = values as unknown as Values;
  return withPort(read, read.port);
}

const shown = (one: Setting<unknown>, value: string | undefined) =>
  one.secret || value === undefined ? '' : ` (sekarang: ${JSON.stringify(value.slice(0, 80))})`;

function contradictions(values: Values): string[] {
  const faults: string[] = [];
  if (values.databaseUrl && !values.databaseOwnerUrl) {
    faults.push(
      'DATABASE_URL memerlukan DATABASE_OWNER_URL: akun pemilik untuk migrasi, terpisah dari akun aplikasi (lihat docs/operations.md)',
    );
  }
  if (values.databaseOwnerUrl && !values.databaseUrl) {
    faults.push(
      'DATABASE_OWNER_URL memerlukan DATABASE_URL: isi keduanya, atau kosongkan keduanya untuk PostgreSQL bawaan',
    );
  }
  const s3 = [values.s3Endpoint, values.s3Bucket, values.s3AccessKey, values.s3SecretKey];
  if (s3.some(Boolean) && !s3.every(Boolean)) {
    faults.push(
      'GELAR_S3_ENDPOINT, GELAR_S3_BUCKET, GELAR_S3_ACCESS_KEY dan GELAR_S3_SECRET_KEY harus diisi semua, atau kosongkan semua',
    );
  }
  const esign = [values.esignUrl, values.esignUser, values.esignPassword];
  if (esign.some(Boolean) && !esign.every(Boolean)) {
    faults.push('GELAR_ESIGN_URL, GELAR_ESIGN_USER dan GELAR_ESIGN_PASSWORD harus diisi semua, atau kosongkan semua');
  }
  if (values.demonstration === 'on' && !demonstrationAllowed(values)) {
    faults.push(
      'GELAR_DEMO=on hanya boleh dengan PostgreSQL bawaan, GELAR_BIND=127.0.0.1 dan tanpa GELAR_PUBLIC_URL; kosongkan yang lain atau pakai GELAR_DEMO=off',
    );
  }
  if (values.smtpUrl && !values.mailFrom) {
    faults.push('GELAR_SMTP_URL memerlukan GELAR_MAIL_FROM: alamat pengirim, misalnya Gelar <gelar@bekasikab.go.id>');
  }
  return faults;
}

type MailSettings = Pick<Config, 'smtpUrl' | 'demonstration' | 'databaseUrl' | 'bind' | 'publicUrl'>;

/** How mails leave: to a mail server, to be looked at in a demonstration, or not at all. */
export function mailWayOf(config: MailSettings): 'smtp' | 'shown' | null {
  if (config.smtpUrl) return 'smtp';
  return config.demonstration !== 'off' && demonstrationAllowed(config) ? 'shown' : null;
}

/** Accounts with printed passwords may exist only where nobody else can reach them. */
export function demonstrationAllowed(config: Pick<Config, 'databaseUrl' | 'bind' | 'publicUrl'>): boolean {
  return !config.databaseUrl && !config.publicUrl && isLoopback(config.bind);
}

const isLoopback = (bind: string) => bind === 'localhost' || bind === '::1' || bind.startsWith('127.');
