import { create } from 'qrcode';

/** A QR code as one path on a grid: `size` modules each way, the quiet zone of four included. */
export interface QrDrawing {
  size: number;
  path: string;
}

const quiet = 4;

/** Error correction "M" (15 %): a folded or stained letter can still be read. */
export function drawQr(text: string): QrDrawing {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  let path = '';
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0; column < modules.size; column++) {
      if (!modules.get(row, column)) continue;
      const from = column;
      while (column + 1 < modules.size && modules.get(row, column + 1)) column++;
      path += `M${from + quiet} ${row + quiet}h${column - from + 1}v1h-${column - from + 1}z`;
    }
  }
  return { size: modules.size + 2 * quiet, path };
}

/** The same as an SVG: black on white, readable at any size. */
export function qrSvg(text: string): string {
  const { size, path } = drawQr(text);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" width="${size}" height="${size}">` +
    `<path fill="#ffffff" d="M0 0h${size}v${size}H0z"/><path fill="#000000" d="${path}"/></svg>`
  );
}
