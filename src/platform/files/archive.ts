import yauzl from 'yauzl';

const mostEntries = 10_000;

/** Bytes that the entries of a ZIP archive (a sheet is one) say they unpack to; null when it cannot be read as one. */
export function unpackedSize(path: string): Promise<number | null> {
  return new Promise((done) => {
    yauzl.open(path, { lazyEntries: true, validateEntrySizes: true }, (error, archive) => {
      if (error) return done(null);
      let size = 0;
      let entries = 0;
      archive.on('entry', (entry: yauzl.Entry) => {
        size += entry.uncompressedSize;
        entries++;
        if (entries > mostEntries) size = Number.POSITIVE_INFINITY;
        if (Number.isFinite(size)) return archive.readEntry();
        archive.close();
        done(size);
      });
      archive.on('end', () => done(size));
      archive.on('error', () => done(null));
      archive.readEntry();
    });
  });
}
