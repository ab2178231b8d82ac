/**
 * The words at a dotted path of the catalogue, with `{name}` filled from `values`.
 * @returns undefined when the catalogue has nothing there
 */
export function messageAt(
  catalogue: object,
  path: string,
  values: Readonly<Record<string, string | number>> = {},
): string | undefined {
  let found: unknown = catalogue;
  for (const step of path.split('.')) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, step)) return undefined;
    found = (found as Record<string, unknown>)[step];
  }
  if (typeof found !== 'string') return undefined;
  return found.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
