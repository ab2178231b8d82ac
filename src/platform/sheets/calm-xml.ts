import { Writable } from 'node:stream';

/** Beyond these no program writes a workbook; a parser would hold what it cannot give on yet, and so the memory. */
const most = { depth: 100, piece: 1024 * 1024 } as const;

const [open, close, slash, bang, query, dash, bracket] = Buffer.from('<>/!?-]');
const quotes = new Set(Buffer.from('"\''));

/** What the scanner stands in; `end` is the byte that must come twice before the `>` that ends it. */
type Place = 'text' | 'begun' | 'tag' | 'closing' | 'quoted' | 'marked' | 'instruction' | 'comment' | 'cdata';

/**
 * Takes the bytes of an XML text and fails when its elements stand too deep in each other, when one piece of it (a text, a
 * tag) is too long, or when it declares a document type. It only counts: whether the text is well-formed is the parser's affair.
 */
export function calmXml(): Writable {
  const scanner = new Scanner();
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      done(scanner.take(chunk) ? null : new Error('no XML that a workbook holds'));
    },
  });
}

class Scanner {
  #place: Place = 'text';
  #depth = 0;
  /** Bytes since the last `<` or `>` that counted. */
  #piece = 0;
  #quote = 0;
  /** The two bytes before. */
  #last = 0;
  #beforeLast = 0;
  /** What came after `<!` so far. */
  #mark = '';
  /** The byte just read ended it: a comment's own signs do not end the comment, `<!-->` is not a whole one. */
  #markEnds = false;

  take(chunk: Uint8Array): boolean {
    for (const byte of chunk) {
      if (++this.#piece > most.piece || !this.#step(byte) || this.#depth < 0) return false;
      this.#beforeLast = this.#markEnds ? 0 : this.#last;
      this.#last = this.#markEnds ? 0 : byte;
      this.#markEnds = false;
    }
    return true;
  }

  #step(byte: number): boolean {
    switch (this.#place) {
      case 'text':
        if (byte === open) this.#go('begun');
        return true;
      case 'begun':
        return this.#begin(byte);
      case 'marked':
        return this.#readMark(byte);
      case 'quoted':
        if (byte === this.#quote) this.#place = 'tag';
        return true;
      case 'tag':
        return this.#inTag(byte);
      default:
        this.#untilEnd(byte);
        return true;
    }
  }

  #go(place: Place): void {
    this.#place = place;
    this.#piece = 0;
  }

  #begin(byte: number): boolean {
    if (byte === slash) this.#place = 'closing';
    else if (byte === query) this.#place = 'instruction';
    else if (byte === bang) [this.#place, this.#mark] = ['marked', ''];
    else {
      this.#place = 'tag';
      if (++this.#depth > most.depth) return false;
      return this.#inTag(byte);
    }
    return true;
  }

  #inTag(byte: number): boolean {
    if (quotes.has(byte)) [this.#place, this.#quote] = ['quoted', byte];
    else if (byte === close) {
      if (this.#last === slash) this.#depth--;
      this.#go('text');
    }
    return true;
  }

  #readMark(byte: number): boolean {
    this.#mark += String.fromCharCode(byte);
    this.#markEnds = this.#mark === '--' || this.#mark === '[CDATA[';
    if (this.#markEnds) this.#place = this.#mark === '--' ? 'comment' : 'cdata';
    return this.#markEnds || '--'.startsWith(this.#mark) || '[CDATA['.startsWith(this.#mark);
  }

  #untilEnd(byte: number): void {
    if (byte !== close) return;
    const ends = (sign: number | undefined) => this.#last === sign && this.#beforeLast === sign;
    if (this.#place === 'comment' && !ends(dash)) return;
    if (this.#place === 'cdata' && !ends(bracket)) return;
    if (this.#place === 'instruction' && this.#last !== query) return;
    if (this.#place === 'closing') this.#depth--;
    this.#go('text');
  }
}
