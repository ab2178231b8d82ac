/** What the protocol lets one file hold (sitemaps.org). */
export const mostAddresses = 50_000;

export const partKinds = ['halaman', 'inovasi', 'organisasi'] as const;
export type PartKind = (typeof partKinds)[number];

export interface Part {
  kind: PartKind;
  /** From 1. */
  number: number;
}

/** The files that so many innovations and organisations need. */
export function partsFor(counts: Readonly<Record<'inovasi' | 'organisasi', number>>, most = mostAddresses): Part[] {
  const several = (kind: 'inovasi' | 'organisasi') =>
    Array.from({ length: Math.ceil(counts[kind] / most) }, (_, i): Part => ({ kind, number: i + 1 }));
  return [{ kind: 'halaman', number: 1 }, ...several('inovasi'), ...several('organisasi')];
}

export const fileOf = ({ kind, number }: Part) => `${kind}-${number}.xml`;

/** `inovasi-2.xml` → that part; null for no file of ours. */
export function partCalled(file: string): Part | null {
  const [, name, digits] = /^([a-z]+)-([1-9]\d{0,4})\.xml$/.exec(file) ?? [];
  const kind = partKinds.find((one) => one === name);
  return kind ? { kind, number: Number(digits) } : null;
}

const head = '<?xml version="1.0" encoding="UTF-8"?>\n';
const namespace = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"';

export function sitemapIndex(addresses: readonly string[]): string {
  return `${head}<sitemapindex ${namespace}>\n${addresses.map((one) => `<sitemap><loc>${escapeXml(one)}</loc></sitemap>`).join('\n')}\n</sitemapindex>\n`;
}

export function sitemapFile(addresses: readonly string[]): string {
  return `${head}<urlset ${namespace}>\n${addresses.map((one) => `<url><loc>${escapeXml(one)}</loc></url>`).join('\n')}\n</urlset>\n`;
}

const escapeXml = (text: string) => text.replace(/[<>&"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** What visitors of the portal may be led to by a search engine; work and sign-in stay out. */
export function robotsFile(sitemaps: readonly string[]): string {
  const closed = ['kerja', 'akun', 'masuk', 'keluar'].flatMap((name) => [`/${name}`, `/*/${name}`]);
  const lines = ['User-agent: *', ...closed.map((path) => `Disallow: ${path}`)];
  return `${[...lines, '', ...sitemaps.map((address) => `Sitemap: ${address}`)].join('\n')}\n`;
}
