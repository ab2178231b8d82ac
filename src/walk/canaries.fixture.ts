/** A tenant of the walk: the demonstration regency, and its neighbour. */
export type Side = 'a' | 'b';
export const sides: readonly Side[] = ['a', 'b'];

/** What somebody is in a tenant. */
export const offices = [
  'villageInnovator',
  'villageHead',
  'districtInnovator',
  'otherInnovator',
  'agencyInnovator',
  'agencyHead',
  'verifier',
  'administrator',
] as const;
export type Office = (typeof offices)[number];

/**
 * An office, the administrator looking as the village's innovator, a key of the village's for programs, the platform
 * above all tenants, or nothing at all.
 */
export type Reader = Office | 'viewer' | 'key' | 'platform' | 'stranger';

/** A word that stands in one place of one tenant and nowhere else: letters only, so that no line is broken within. */
export const canary = (side: Side, kind: string) => `Kenari${side.toUpperCase()}${kind}9`;

/** A canary that was found, by tenant and kind. */
export interface Sighting {
  side: Side;
  kind: string;
}

/** What cannot hold letters: telephone numbers, codes, keys. */
export type Literals = ReadonlyMap<string, Sighting>;

/** Looks for every canary in a text; those of letters in capitals, small or mixed. */
export function canaryFinder(literals: Literals): (text: string) => Sighting[] {
  const known = new Map([...literals].map(([literal, sighting]) => [literal.toLowerCase(), sighting]));
  const escaped = [...known.keys()].map((one) => one.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const pattern = new RegExp(['kenari([ab])([a-z]+)9', ...escaped].join('|'), 'gi');
  return (text) => {
    const found = new Map<string, Sighting>();
    for (const [whole, side, kind] of text.matchAll(pattern)) {
      const sighting =
        side && kind ? { side: side.toLowerCase() as Side, kind: kind.toLowerCase() } : known.get(whole.toLowerCase());
      if (sighting) found.set(`${sighting.side}/${sighting.kind}`, { ...sighting, kind: sighting.kind.toLowerCase() });
    }
    return [...found.values()];
  };
}
