/** Longest side of a photo that is sent: more is no better on a printed page, and takes a weak signal minutes. */
const longestSide = 1600;
const quality = 0.8;
const photos = ['image/jpeg', 'image/png', 'image/webp'];

export interface Ready {
  blob: Blob;
  name: string;
}

/** The photo smaller and upright; anything else, and what the device cannot read, as it is. */
export async function shrinkPhoto(file: File): Promise<Ready> {
  const asIs = { blob: file, name: file.name };
  if (!photos.includes(file.type)) return asIs;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const blob = await drawnSmaller(picture);
    picture.close();
    if (!blob || blob.size >= file.size) return asIs;
    return { blob, name: `${file.name.replace(/\.[^.]*$/, '') || 'foto'}.jpg` };
  } catch {
    return asIs;
  }
}

async function drawnSmaller(picture: ImageBitmap): Promise<Blob | null> {
  const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height));
  const [width, height] = [Math.round(picture.width * scale), Math.round(picture.height * scale)];
  if (typeof OffscreenCanvas !== 'undefined') {
    const canvas = new OffscreenCanvas(width, height);
    if (!drawOn(canvas.getContext('2d'), picture, width, height)) return null;
    return canvas.convertToBlob({ type: 'image/jpeg', quality });
  }
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  if (!drawOn(canvas.getContext('2d'), picture, width, height)) return null;
  return new Promise((done) => canvas.toBlob(done, 'image/jpeg', quality));
}

type Ground = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** On white: JPEG has no transparency, and without a ground it turns black. */
function drawOn(ground: Ground | null, picture: ImageBitmap, width: number, height: number): boolean {
  if (!ground) return false;
  ground.fillStyle = '#ffffff';
  ground.fillRect(0, 0, width, height);
  ground.drawImage(picture, 0, 0, width, height);
  return true;
}
