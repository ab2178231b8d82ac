// What both passkey islands ask of the browser. Runs there only.

/** Passkeys belong to the address under which people sign in; an older browser does without them. */
export function knowsPasskeys(host: string): boolean {
  return (
    location.hostname === host &&
    typeof PublicKeyCredential === 'function' &&
    typeof PublicKeyCredential.parseCreationOptionsFromJSON === 'function' &&
    typeof PublicKeyCredential.parseRequestOptionsFromJSON === 'function'
  );
}

/** @throws Error with the server's words when it refuses */
export async function post(address: string, fields: Record<string, string>): Promise<Record<string, unknown>> {
  const answer = await fetch(address, {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify(fields),
  });
  const said = (await answer.json()) as Record<string, unknown>;
  if (!answer.ok) throw new Error(typeof said.error === 'string' ? said.error : '');
  return said;
}

export async function makeCredential(options: Record<string, unknown>): Promise<string> {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(
    options as unknown as PublicKeyCredentialCreationOptionsJSON,
  );
  return told(await navigator.credentials.create({ publicKey }));
}

export async function askCredential(options: Record<string, unknown>): Promise<string> {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(
    options as unknown as PublicKeyCredentialRequestOptionsJSON,
  );
  return told(await navigator.credentials.get({ publicKey }));
}

function told(credential: Credential | null): string {
  if (!(credential instanceof PublicKeyCredential)) throw new Error('');
  return JSON.stringify(credential.toJSON());
}
