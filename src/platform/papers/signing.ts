/** What a signing service is asked. NIK and passphrase pass through: they are neither kept nor logged anywhere. */
export interface SigningRequest {
  /** The same for every attempt at one paper: a service that already signed answers with what it made. */
  requestId: string;
  pdf: Uint8Array;
  nik: string;
  passphrase: string;
  /** For the visible mark: "Plt. Bupati Bekasi", "Nama". */
  signer: { title: string; name: string };
  signal: AbortSignal;
}

export type SigningOutcome = { outcome: 'signed'; pdf: Uint8Array } | { outcome: SigningFailure };
export type SigningFailure = 'unknown user' | 'wrong passphrase' | 'no answer';

/** A service for electronic signatures. */
export interface Signer {
  /** Its signatures have no legal force, and every page says so. */
  simulated: boolean;
  /** How long an answer may take, in milliseconds. */
  patience: number;
  sign(request: SigningRequest): Promise<SigningOutcome>;
}

/** What the service said over the wire. */
export interface ServiceAnswer {
  status: number;
  body: { status_code?: number; error?: string } | Uint8Array;
}

/**
 * Reads an answer of BSrE's e-sign service (`POST /api/sign/pdf`): the signed file with 200, else a code in the body.
 * 2011: "User tidak terdaftar"; 2031: "Passphrase anda salah". Source: the codes that public clients of the service
 * handle; BSrE's own manual is for registered agencies. Anything unknown counts as no answer, so that nothing changes.
 */
export function outcomeOf({ status, body }: ServiceAnswer): SigningOutcome {
  if (body instanceof Uint8Array) return status === 200 ? { outcome: 'signed', pdf: body } : { outcome: 'no answer' };
  if (body.status_code === 2011) return { outcome: 'unknown user' };
  return { outcome: body.status_code === 2031 ? 'wrong passphrase' : 'no answer' };
}

/** Asks, and waits no longer than the service's patience. A service that fails or hangs gave no answer. */
export async function askSigner(signer: Signer, request: Omit<SigningRequest, 'signal'>): Promise<SigningOutcome> {
  const signal = AbortSignal.timeout(signer.patience);
  const late = new Promise<SigningOutcome>((done) => {
    signal.addEventListener('abort', () => done({ outcome: 'no answer' }), { once: true });
  });
  const answer = signer.sign({ ...request, signal }).catch((): SigningOutcome => ({ outcome: 'no answer' }));
  return Promise.race([answer, late]);
}
