const longest = 500;

/**
 * Where to go after signing in: a path of this site, or null. Browsers read `//host`, `/\host` and paths with stray control
 * characters as addresses of another site.
 */
export function safeReturnPath(text: unknown): string | null {
  if (typeof text !== 'string' || text.length > longest) return null;
  if (!/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(text)) return null;
  const read = URL.parse(text, 'http://tempat.invalid');
  if (read?.origin !== 'http://tempat.invalid' || read.pathname.startsWith('//')) return null;
  return ['/masuk', '/keluar'].includes(read.pathname) ? null : text;
}
