import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calmXml } from './calm-xml.ts';

/** Whether a text is taken, however it is cut into pieces. */
async function takes(text: string, cut = text.length): Promise<boolean> {
  const bytes = Buffer.from(text);
  const pieces: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += Math.max(1, cut)) pieces.push(bytes.subarray(at, at + Math.max(1, cut)));
  return pipeline(Readable.from(pieces), calmXml()).then(
    () => true,
    () => false,
  );
}

const nested = (depth: number, open = '<x>', close = '</x>') => open.repeat(depth) + close.repeat(depth);
const long = 'a'.repeat(1024 * 1024 + 2);

describe('the XML of a workbook', () => {
  it.each([
    ['elements beside each other', '<r>'.concat('<c a="1>2"/>'.repeat(5000), '</r>')],
    ['a hundred in each other', nested(100)],
    ['a declaration, a comment and raw text', '<?xml version="1.0"?><!-- > <x> --><r><![CDATA[<x><x>]]></r>'],
    ['signs in quotes', `<r>${`<c b='/>' d="<"></c>`.repeat(300)}</r>`],
  ])('is taken: %s', async (_, text) => {
    expect(await takes(text)).toBe(true);
  });

  it.each([
    ['more than a hundred in each other', nested(101)],
    ['nesting behind quoted ends', nested(101, '<x a="/>">')],
    ['nesting behind a comment that only seems to end', `${'<x><!--->'.repeat(1)}</x></x>-->${'<x>'.repeat(101)}`],
    ['ends without beginnings, to make room', `</x>${nested(101)}`],
    ['a long text', `<r>${long}</r>`],
    ['a long tag', `<r a="${long}"/>`],
    ['a long comment', `<!--${long}-->`],
    ['a document type', '<!DOCTYPE r [<!ENTITY a "b">]><r/>'],
  ])('is refused: %s', async (_, text) => {
    expect(await takes(text)).toBe(false);
  });

  it('says the same in whatever pieces it comes', async () => {
    const texts = ['<r><c a="/>"><![CDATA[]]]]><!-- - --></c></r>', nested(100), nested(101), '<!DOCTYPE r><r/>'];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...texts), fc.integer({ min: 1, max: 40 }), async (text, cut) => {
        expect(await takes(text, cut)).toBe(await takes(text));
      }),
    );
  });
});
