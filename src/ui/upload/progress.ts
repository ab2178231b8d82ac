/** How far the files of one form have come. */
export type Progress =
  | { kind: 'shrinking' | 'sending' | 'waiting'; at: number; of: number /** Of all files, 0 to 1. */; share: number }
  | { kind: 'done' }
  | { kind: 'stopped'; reason: StopReason; name: string };

/** `unused`: too much lies there that no form has used yet; `full`: so it is for everybody together. */
export type StopReason = 'tooLarge' | 'unused' | 'full' | 'signIn' | 'refused';

/** The file will not be taken as it is: no use in trying again. */
export class Stopped extends Error {
  readonly reason: StopReason;
  readonly file: string;
  constructor(reason: StopReason, file: string) {
    super(reason);
    this.reason = reason;
    this.file = file;
  }
}

/** What an answer of the server that no waiting will change means. @param body says by its first word which 413 it is */
export function reasonOf(status: number, body: string): StopReason {
  if (status === 413) {
    if (body.startsWith('unused')) return 'unused';
    return body.startsWith('full') ? 'full' : 'tooLarge';
  }
  return status === 401 || status === 403 ? 'signIn' : 'refused';
}
