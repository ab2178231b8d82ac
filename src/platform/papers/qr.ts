import QRCode from 'qrcode';

/** An SVG of the code, one unit a module with a margin of two: black on white, readable at any size. */
export function qrSvg(text: string): string {
  const { size, data } = QRCode.create(text, { errorCorrectionLevel: 'M' }).modules;
  const rows = Array.from({ length: size }, (_, y) => rowPath(data.subarray(y * size, (y + 1) * size), y));
  const whole = size + 4;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${whole} ${whole}" width="${whole}" height="${whole}">` +
    `<path fill="#ffffff" d="M0 0h${whole}v${whole}H0z"/><path fill="#000000" d="${rows.join('')}"/></svg>`
  );
}

/** Each run of dark modules as one rectangle: a third of the text of single ones. */
function rowPath(modules: Uint8Array, y: number): string {
  const runs = [...modules].join('').matchAll(/1+/g);
  return [...runs].map((run) => `M${run.index + 2} ${y + 2}h${run[0].length}v1h-${run[0].length}z`).join('');
}
