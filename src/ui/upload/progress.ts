/** How far the files of one form have come. */
export type Progress =
  | { kind: 'shrinking' | 'sending' | 'waiting'; at: number; of: number /** Of all files, 0 to 1. */; share: number }
  | { kind: 'done' }
  | { kind: 'stopped'; reason: StopReason; name: string };

export type StopReason = 'tooLarge' | 'signIn' | 'refused';

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
