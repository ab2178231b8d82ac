export type Comparison = 'same' | 'same but void' | 'unsigned' | 'different';

interface Kept {
  state: string;
  validSha256: string | null;
  issuedSha256: string | null;
}

/** Whether a file is the one that was kept, to the bit. */
export function compare(sha256: string, { state, validSha256, issuedSha256 }: Kept): Comparison {
  if (sha256 === validSha256) return state === 'void' ? 'same but void' : 'same';
  return sha256 === issuedSha256 ? 'unsigned' : 'different';
}
