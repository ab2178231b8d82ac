import { Readable } from 'node:stream';
import { Invalid } from '#platform/errors.ts';
import type { Accepted } from '#platform/files/intake.ts';
import { familyOf } from '#platform/files/kinds.ts';
import { discardAll } from '#platform/files/multipart.ts';
import type { FileStore } from '#platform/files/store.ts';
import { photosAsPdf } from '#platform/papers/photo-pdf.ts';

/**
 * Makes one PDF of photos that came in and throws the photos away, whatever comes of it.
 * @throws Invalid when something else came too, or when they do not fit under `mostBytes`
 */
export async function joinPhotos(
  store: FileStore,
  photos: readonly Accepted[],
  { title, mostBytes }: { title: string; mostBytes: number },
): Promise<Accepted> {
  try {
    if (photos.some(({ mediaType }) => familyOf(mediaType) !== 'image')) throw wrong('photosOnly');
    const pdf = await photosAsPdf(
      photos.map(({ content }) => content.path),
      mostBytes,
    );
    if (!pdf) throw wrong('photosTooMany');
    const content = await store.receive(Readable.from([pdf]), mostBytes);
    return { name: `${title}.pdf`, mediaType: 'application/pdf', content, thumbnail: null };
  } finally {
    await discardAll(store, photos);
  }
}

const wrong = (key: string) => new Invalid([{ field: 'berkas', message: `evidence.errors.${key}` }]);
