import { buffer } from 'node:stream/consumers';
import yauzl from 'yauzl';
import { readPdf } from '#platform/papers/testing-pdf.ts';

/** Everything that an answer tells: its headers, and its content as whoever opens it reads it. */
export async function toldBy(response: Response): Promise<string> {
  const headers = [...response.headers].map((pair) => pair.join(': ')).join('\n');
  const bytes = Buffer.from(await response.arrayBuffer());
  return `${decodeURIComponent(headers.replaceAll(/%(?![0-9a-f]{2})/gi, '%25'))}\n${await contentOf(bytes)}`;
}

async function contentOf(bytes: Buffer): Promise<string> {
  const begin = bytes.subarray(0, 4).toString('latin1');
  if (begin === 'PK\x03\x04') return unzipped(bytes);
  if (begin !== '%PDF') return bytes.toString('utf8');
  const plain = bytes.toString('latin1');
  if (!plain.includes('/Pages')) return plain; // a sample without pages says what it says in the open
  const { texts, metadata, title } = await readPdf(bytes);
  return [...texts, metadata, title].join('\n').replaceAll(/\s+/g, '');
}

function unzipped(bytes: Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(bytes, { lazyEntries: true }, (error, archive) => {
      if (error) return reject(error);
      const parts: string[] = [];
      archive.on('entry', (entry) =>
        archive.openReadStream(entry, async (wrong, stream) => {
          if (wrong) return reject(wrong);
          parts.push((await buffer(stream)).toString('utf8'));
          archive.readEntry();
        }),
      );
      archive.on('end', () => resolve(parts.join('\n')));
      archive.on('error', reject);
      archive.readEntry();
    });
  });
}
