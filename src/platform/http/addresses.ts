import { createMiddleware } from 'hono/factory';
import { id as messages } from '#messages/id.ts';
import type { Tenant } from '../tenancy.ts';
import type { TenantDirectory } from './directory.ts';
import type { Env } from './env.ts';

/** Splits `/{slug}/…` into the tenant and the path inside it; other addresses keep their path. */
export function tenantPath(
  url: string,
  directory: Pick<TenantDirectory, 'bySlug'>,
): { path: string; tenant: Tenant | undefined } {
  const start = url.indexOf('/', url.indexOf('://') + 3);
  if (start < 0) return { path: '/', tenant: undefined };
  const end = url.slice(start).search(/[?#]/);
  const path = decodePath(end < 0 ? url.slice(start) : url.slice(start, start + end));
  const slug = /^\/([a-z][a-z0-9-]*)(?=\/|$)/.exec(path)?.[1];
  const tenant = slug === undefined ? undefined : directory.bySlug(slug);
  return tenant ? { path: path.slice(tenant.slug.length + 1) || '/', tenant } : { path, tenant: undefined };
}

function decodePath(path: string): string {
  if (!path.includes('%')) return path;
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}

/** First segments that no tenant may take as its slug. */
export const reservedSlugs: ReadonlySet<string> = new Set(
  (
    'assets sw manifest robots favicon sitemap healthz readyz api docs dev platform masuk keluar akun kerja inovasi wilayah ' +
    'siapkan logo bahasa berkas naskah kalender undangan lupa-sandi kartu unggah metrics kecamatan desa organisasi indeks bantuan sumber-data topik lomba sertifikat expo data lab static public admin www'
  ).split(' '),
);

const longestAddress = 4000;

/** Addresses that hold NUL characters or broken escapes, or are longer than any link of ours. */
export const refuseOddAddresses = createMiddleware<Env>(async (c, next) => {
  const url = c.req.url;
  if (url.length > longestAddress) return c.text(messages.common.errors.addressTooLong, 414);
  if (/%00|\0/.test(url) || !decodable(url)) return c.text(messages.common.errors.addressWrong, 400);
  return next();
});

function decodable(url: string): boolean {
  try {
    decodeURIComponent(url.replaceAll('+', ' '));
    return true;
  } catch {
    return false;
  }
}
