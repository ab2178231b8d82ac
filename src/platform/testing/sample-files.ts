import { crc32, deflateRawSync } from 'node:zlib';
import sharp from 'sharp';

/** A photo as a phone makes it: detailed, with the place where it was taken. */
export function samplePhoto({ side = 1200, seed = 1 }: { side?: number; seed?: number } = {}): Promise<Buffer> {
  const height = Math.round(side * 0.75);
  const pixels = Buffer.alloc(side * height * 3);
  let state = seed * 7919;
  for (let at = 0; at < pixels.length; at++) {
    // Half noise, half slope: compresses like a photo of leaves.
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    pixels[at] = ((at / 900) % 200) + ((state >>> 16) & 0x3f);
  }
  return sharp(pixels, { raw: { width: side, height, channels: 3 } })
    .withExif({
      IFD0: { Make: 'HP-Contoh', Artist: 'Sari' },
      IFD3: { GPSLatitudeRef: 'S', GPSLatitude: '6/1 15/1 0/1' },
    })
    .jpeg({ quality: 90 })
    .toBuffer();
}

/** Few bytes that are called a PDF; `more` are added to them. */
export function samplePdf(text = 'contoh', more = 0): Buffer {
  const head = Buffer.from(`%PDF-1.7\n% ${text}\n1 0 obj\n<< /Type /Catalog >>\nendobj\n`);
  return Buffer.concat([head, Buffer.alloc(more, 'x'), Buffer.from('\ntrailer << /Root 1 0 R >>\n%%EOF\n')]);
}

/** A ZIP archive with these entries; one may lie about its size. */
export function sampleZip(entries: readonly { name: string; content: Buffer; says?: number }[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, says = content.length } of entries) {
    const packed = deflateRawSync(content);
    const title = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(says, 18);
    common.writeUInt16LE(title.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, title, packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, tail, title]));
    locals.push(local);
    offset += local.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(list.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, list, Buffer.from('PK\x05\x06', 'latin1'), end]);
}

/** What file-type must find in an archive to call it an XLSX sheet. */
export function sampleSheet(more: readonly { name: string; content: Buffer; says?: number }[] = []): Buffer {
  const types =
    '<?xml version="1.0"?><Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>';
  return sampleZip([
    { name: '[Content_Types].xml', content: Buffer.from(types) },
    { name: 'xl/workbook.xml', content: Buffer.from('<workbook/>') },
    ...more,
  ]);
}
