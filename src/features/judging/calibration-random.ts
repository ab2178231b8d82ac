export interface Random {
  /** Evenly between 0 and 1, both excluded. */
  uniform(): number;
  /** Standard normal. */
  normal(): number;
  /** Gamma of that shape (> 0) and scale 1. */
  gamma(shape: number): number;
}

/**
 * xoshiro128** of Blackman & Vigna (https://prng.di.unimi.it/xoshiro128starstar.c), its state filled from the seed by
 * splitmix32: small, ours, and the same on every machine, so that anybody gets the published numbers again.
 */
export function randomFrom(seed: number | string): Random {
  const next = xoshiro(stateFrom(String(seed)));
  const uniform = () => (next() + 0.5) / 4_294_967_296;
  const normal = polarNormal(uniform);
  return { uniform, normal, gamma: (shape) => drawGamma(shape, uniform, normal) };
}

/** Marsaglia's polar method: two at a time. */
function polarNormal(uniform: () => number): () => number {
  let kept: number | null = null;
  return () => {
    if (kept !== null) {
      const value = kept;
      kept = null;
      return value;
    }
    for (;;) {
      const u = 2 * uniform() - 1;
      const v = 2 * uniform() - 1;
      const s = u * u + v * v;
      if (s >= 1 || s === 0) continue;
      const factor = Math.sqrt((-2 * Math.log(s)) / s);
      kept = v * factor;
      return u * factor;
    }
  };
}

/** Marsaglia & Tsang 2000, "A simple method for generating gamma variables". */
function drawGamma(shape: number, uniform: () => number, normal: () => number): number {
  if (shape < 1) return drawGamma(shape + 1, uniform, normal) * uniform() ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal();
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

type State = [number, number, number, number];

function xoshiro([s0, s1, s2, s3]: State): () => number {
  let [a, b, c, d] = [s0, s1, s2, s3];
  return () => {
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = rotate(d, 11);
    return result;
  };
}

const rotate = (x: number, k: number) => (x << k) | (x >>> (32 - k));

/** FNV-1a over the text, then splitmix32; four zeros, from which nothing would follow, cannot come out. */
function stateFrom(text: string): State {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  const mixed = () => {
    hash = (hash + 0x9e3779b9) | 0;
    let z = hash;
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
    return z ^ (z >>> 16);
  };
  return [mixed(), mixed(), mixed(), mixed() | 1];
}
