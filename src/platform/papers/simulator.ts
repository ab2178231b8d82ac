import { PDFDocument, rgb, StandardFonts } from '@cantoo/pdf-lib';
import { id as messages } from '#messages/id.ts';
import { outcomeOf, type ServiceAnswer, type Signer, type SigningRequest } from './signing.ts';

/** Registered with the simulated service. An invented number: no NIK has only zeros for a day of birth. */
const registered = '3216000000000001';
const passphrases = { right: 'contoh-benar', silent: 'contoh-lambat' };

/**
 * Stands in for BSrE where the demonstration may run: answers as the service does, and marks every page as a
 * simulation. The same request gives the same file.
 */
export function signingSimulator(patience = 5000): Signer {
  return { simulated: true, patience, sign: async (request) => outcomeOf(await answerTo(request)) };
}

async function answerTo(request: SigningRequest): Promise<ServiceAnswer> {
  if (request.nik !== registered) return refusal(2011, 'User tidak terdaftar');
  if (request.passphrase === passphrases.silent) return silence(request.signal);
  if (request.passphrase !== passphrases.right) return refusal(2031, 'Passphrase anda salah');
  return { status: 200, body: await marked(request) };
}

const refusal = (code: number, error: string): ServiceAnswer => ({ status: 400, body: { status_code: code, error } });

function silence(signal: AbortSignal): Promise<never> {
  return new Promise((_, fail) => signal.addEventListener('abort', () => fail(signal.reason), { once: true }));
}

/** The mark uses a font that is not embedded: what the simulator signed is no PDF/A, and need not be. */
async function marked({ pdf, signer, requestId }: SigningRequest): Promise<Uint8Array> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false });
  const font = await document.embedFont(StandardFonts.Helvetica);
  const text = `${messages.papers.sign.stamp(signer.title, signer.name)} ${requestId}`;
  for (const page of document.getPages()) {
    page.drawText(printable(text), { x: 72, y: 12, size: 6.5, font, color: rgb(0.6, 0.18, 0.12), maxWidth: 460 });
  }
  return document.save({ useObjectStreams: false });
}

/** What the font can write: a name in other letters shows "?" in this mark, and stays whole in the paper itself. */
const printable = (text: string) => text.normalize('NFC').replace(/[^\x20-\x7e\xa0-\xff]/g, '?');
