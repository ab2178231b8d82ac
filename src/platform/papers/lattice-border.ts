/** The border of a certificate: a band of four-leaved crosses between two lines, drawn as one SVG for the whole page. */
export function latticeBorder(width: number, height: number): string {
  const [outer, band] = [22, 26];
  const inner = outer + band;
  const across = stepsBetween(outer, width - outer);
  const down = stepsBetween(outer, height - outer);
  const middle = band / 2;
  const top = across.flatMap((x) => [cross(x, outer + middle), cross(x, height - outer - middle)]);
  const sides = down.slice(1, -1).flatMap((y) => [cross(outer + middle, y), cross(width - outer - middle, y)]);
  const between = [...top, ...sides].join('');
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">` +
    `<path fill="#fbf9f5" d="M0 0h${width}v${height}H0z"/>` +
    `${between}${frame(outer, width, height, '#174a40', 1.6)}${frame(inner, width, height, '#174a40', 0.8)}` +
    `${frame(inner + 3, width, height, '#e3a008', 0.6)}</svg>`
  );
}

const frame = (at: number, width: number, height: number, colour: string, line: number) =>
  `<path fill="none" stroke="${colour}" stroke-width="${line}" d="M${at} ${at}H${width - at}V${height - at}H${at}z"/>`;

/** Centres of crosses from corner to corner, about 26 points apart. */
function stepsBetween(from: number, to: number): number[] {
  const [first, last] = [from + 13, to - 13];
  const count = Math.round((last - first) / 26);
  return Array.from({ length: count + 1 }, (_, at) => first + ((last - first) * at) / count);
}

/** Four leaves of tarum around a point, as in the mark: upright ones in green, lying ones in turmeric and pale green. */
function cross(x: number, y: number): string {
  const at = (value: number) => value.toFixed(2);
  const [x0, y0] = [at(x), at(y)];
  const upright = (sign: number) =>
    `M${x0} ${at(y + sign * 11)}c4 ${-4 * sign} 4 ${-7 * sign} 0 ${-10.4 * sign}c-4 ${3.4 * sign} -4 ${6.4 * sign} 0 ${10.4 * sign}z`;
  const lying = (sign: number) =>
    `M${at(x + sign * 11)} ${y0}c${-4 * sign} 4 ${-7 * sign} 4 ${-10.4 * sign} 0c${3.4 * sign} -4 ${6.4 * sign} -4 ${10.4 * sign} 0z`;
  return (
    `<path fill="#2f8f7c" d="${upright(1)}${upright(-1)}"/><path fill="#bfe0d6" d="${lying(1)}"/>` +
    `<path fill="#e3a008" d="${lying(-1)}"/>`
  );
}
