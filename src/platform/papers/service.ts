import { logError } from '../log.ts';
import { outcomeOf, type ServiceAnswer, type Signer, type SigningRequest } from './signing.ts';

export interface SigningServiceSettings {
  /** Where the agency runs the service; paths are added to it. */
  address: string;
  user: string;
  password: string;
  /** How long an answer may take, in seconds. */
  seconds: number;
}

/** Of a signed file: the largest that a person may send here, and room for what a signature adds. */
const largestPdf = 32 * 1024 * 1024;
/** Of a refusal: a short JSON. */
const largestRefusal = 64 * 1024;

/**
 * BSrE's e-sign client service, which an agency runs on a machine of its own: `POST /api/sign/pdf` as multipart, HTTP
 * Basic, the signed file in the answer. The signature is invisible, because the paper already carries its QR and the name
 * of who signs. The service knows no key for repeats: a repeat signs the same file anew, and one result is kept.
 */
export function signingService(settings: SigningServiceSettings): Signer {
  return {
    simulated: false,
    patience: settings.seconds * 1000,
    async sign(request) {
      const answer = await ask(settings, request);
      const outcome = outcomeOf(answer);
      // Whoever signs is told the same for all of these; the operator needs to know which it was.
      if (outcome.outcome === 'no answer') report(`HTTP ${answer.status}${codeIn(answer)}`);
      return outcome;
    },
  };
}

async function ask(settings: SigningServiceSettings, request: SigningRequest): Promise<ServiceAnswer> {
  try {
    const answer = await fetch(`${settings.address}/api/sign/pdf`, {
      method: 'POST',
      headers: {
        Authorization: `Basic ${Buffer.from(`${settings.user}:${settings.password}`).toString('base64')}`,
        Accept: 'application/pdf, application/json',
      },
      body: formOf(request),
      signal: request.signal,
      // A passphrase goes to the address that was set and nowhere else.
      redirect: 'error',
    });
    return { status: answer.status, body: await bodyOf(answer, request.pdf) };
  } catch (error) {
    report(reasonOf(error));
    throw error;
  }
}

function formOf({ pdf, nik, passphrase }: SigningRequest): FormData {
  const form = new FormData();
  form.set('file', new Blob([new Uint8Array(pdf)], { type: 'application/pdf' }), 'naskah.pdf');
  form.set('nik', nik);
  form.set('passphrase', passphrase);
  form.set('tampilan', 'invisible');
  return form;
}

/** A signed PDF, or what a refusal says of itself; nothing for everything else. */
async function bodyOf(answer: Response, sent: Uint8Array): Promise<ServiceAnswer['body']> {
  const type = (answer.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase();
  if (answer.ok && (type === 'application/pdf' || type === 'application/octet-stream')) {
    const bytes = await readAtMost(answer, largestPdf);
    return isSigned(bytes, sent) ? bytes : {};
  }
  if (type !== 'application/json') {
    await answer.body?.cancel();
    return {};
  }
  return refusalIn(new TextDecoder().decode(await readAtMost(answer, largestRefusal)));
}

/** A signature stands in a PDF beside the range of bytes that it covers; a file without one is not signed. */
function isSigned(bytes: Uint8Array, sent: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return file.subarray(0, 5).toString('latin1') === '%PDF-' && file.includes('/ByteRange') && !file.equals(sent);
}

/** Its words stay here: they may name the person. */
function refusalIn(text: string): { status_code?: number } {
  try {
    const said: unknown = JSON.parse(text);
    const code = said && typeof said === 'object' && 'status_code' in said ? Number(said.status_code) : Number.NaN;
    return Number.isSafeInteger(code) ? { status_code: code } : {};
  } catch {
    return {};
  }
}

async function readAtMost(answer: Response, most: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of answer.body ?? []) {
    bytes += part.byteLength;
    // Leaving the loop ends the connection, so the rest is never read.
    if (bytes > most) throw new TooLong(`more than ${most} bytes`);
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts));
}

class TooLong extends Error {}

const codeIn = ({ body }: ServiceAnswer) =>
  body instanceof Uint8Array || body.status_code === undefined ? '' : `, code ${body.status_code}`;

/** What went wrong on the way, without the request: `ECONNREFUSED`, `TimeoutError`, `more than 65536 bytes`. */
function reasonOf(error: unknown): string {
  if (error instanceof TooLong) return error.message;
  if (!(error instanceof Error)) return 'unknown';
  const { cause } = error;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : error.name;
}

const report = (what: string) => logError(new Error(`the signing service gave no signed file: ${what}`));
