import { innovationImport as indonesian } from '#messages/id/innovation-import.ts';
import type { Messages } from '#messages/id.ts';

const rowsOf = (n: string) => (n === '1' ? '1 row' : `${n} rows`);
const date = 'A date, for example 24/11/2025 or 2025-11-24.';

export const innovationImport: Messages['innovations']['imports'] = {
  title: 'Import innovations',
  lead: 'Bring in many innovations at once from one XLSX or CSV sheet. The file is checked first; nothing is written before you agree.',
  stepsTitle: 'How it works',
  steps: [
    'Download the template, then fill in one row for each innovation.',
    'Send the file here. The system checks each row and names what is wrong.',
    'Correct what is wrong, send it again, then agree. What was brought in already is not doubled.',
  ],
  template: 'Download the XLSX template',
  drafts:
    'Each row becomes a draft of its organisation. The organisation completes it, its head confirms it, and the verifier accepts it: an import does not skip these steps.',
  file: 'XLSX or CSV file',
  fileHint: (megabytes, rows, days) =>
    `${megabytes} MB and ${rowsOf(rows)} at most. The file is kept for ${days === 1 ? '1 day' : `${days} days`}, then deleted.`,
  send: 'Check this file',
  past: 'Last imports',
  none: 'No file was imported yet.',
  pastLine: (when, rows) => `${when} · ${rowsOf(rows)}`,
  states: {
    checking: 'Being checked',
    checked: 'Waiting for you to agree',
    writing: 'Being written',
    done: 'Done',
    refused: 'Cannot be read',
    discarded: 'Called off',
  },
  progress: {
    checking: (done) => `${rowsOf(done)} checked`,
    writing: (done, total) => `${done} of ${rowsOf(total)} written`,
    note: 'You may close this page; the work goes on.',
    reload: 'Reload',
  },
  counts: {
    added: 'new',
    changed: 'changed',
    same: 'the same, left as they are',
    wrong: 'wrong',
    rows: 'rows in the file',
  },
  firstRows: {
    added: (shown, all) => `New rows: ${shown} of ${all}`,
    changed: (shown, all) => `Rows that will change what is there: ${shown} of ${all}`,
  },
  checkedTitle: 'Result of the check. Nothing is written yet.',
  doneTitle: 'Written',
  nothing: 'There is no row that needs to be written.',
  unknownHeads: (heads) => `Unknown columns, not read: ${heads}.`,
  confirm: (n) => `Write ${rowsOf(n)}`,
  confirmNote: (n) =>
    n === '1'
      ? '1 wrong row is left out. You can send it again once it is corrected.'
      : `${n} wrong rows are left out. You can send them again once they are corrected.`,
  discard: 'Call this import off',
  again: 'Send another file',
  refusedTitle: 'This file cannot be imported',
  wrong: {
    title: 'What needs to be corrected',
    lead: 'Row numbers and column letters are those of your file.',
    row: 'Row',
    column: 'Column',
    reason: 'Reason',
    whole: 'the whole row',
    more: (n) => `And ${n} more, all of them in the sheet of wrong rows.`,
    download: 'Download the wrong rows (XLSX)',
    downloadNote:
      'It holds the wrong rows only, with the reason in the last columns. Correct them there, then send it again.',
  },
  reasons: { sheet: 'Wrong rows', columns: { reason: 'Reason', row: 'Row in the original file' } },
  sheets: {
    rows: 'Innovations',
    values: 'Lists',
    guide: 'Guide',
    head: 'Column',
    how: 'How to fill it in',
    must: 'Required',
  },
  mustWord: 'required',
  // The template speaks Indonesian whoever downloads it: what it is filled in with goes to the ministry.
  example: indonesian.example,
  columns: {
    reference: {
      head: 'Reference number',
      hint: 'A unique number from your own list, for example INV-001. By this number, the next import knows the same innovation even if its name has changed.',
    },
    organization: {
      head: 'Organisation',
      hint: 'Name of the organisation that owns it, as on the Organisations page.',
    },
    organizationCode: {
      head: 'Code of the organisation',
      hint: 'NPSN, health facility code or area code. Needed if several organisations have the same name.',
    },
    hints: {
      topics: 'One to three topics from the sheet Lists, separated by semicolons.',
      crossingAffairs: 'Affairs from the sheet Lists, separated by semicolons.',
      astaCita: 'A number from 1 to 8.',
      trialOn: date,
      implementedOn: date,
      developedOn: date,
    },
  },
  faults: {
    headMissing: 'The column “{head}” is missing. Use the headings of the template.',
    headTwice: 'The column “{head}” stands there twice. Delete one of them.',
    noHeads: 'There is no sheet with the headings of the template. The first row must hold the headings.',
    empty: 'There is no row below the headings.',
    organizationMissing: 'The organisation is missing.',
    titleMissing: 'The name of the innovation is missing.',
    referenceLong: 'A reference number holds {max} letters at most.',
    choice: '“{value}” is not on the list. Choose from the sheet Lists of the template.',
    organizationUnknown:
      'The organisation “{value}” is unknown, or several have this name. Write it as on the Organisations page, or fill in the column Code of the organisation.',
    repeated: 'The same as row {row}: its reference, or its name and organisation, are the same.',
    otherOrganization: 'This reference number belongs to an innovation of another organisation.',
    otherReference: 'That organisation has an innovation of this name already, with the reference number {reference}.',
    touched: 'The organisation has edited this innovation, so it is not overwritten. Change it on its own page.',
    closed: 'This innovation was proposed or accepted already, so an import does not change it.',
    discarded: 'This draft was imported before, and its organisation discarded it.',
    kind: 'The file must be XLSX or CSV.',
    damaged: 'The file is damaged or not complete. Save it again in your spreadsheet program, then send it again.',
    bomb: 'The file becomes too large when it is opened.',
    rows: 'Too many rows: {max} at most. Divide it into several files.',
    columns: 'Too many columns.',
    cells: 'Too many cells are filled in.',
    mayNot: 'Whoever sent this file is no longer an administrator.',
    gone: 'The file is no longer kept. Send it again.',
    stuck:
      'Our system has failed on this file for a whole day, so the import was stopped. Rows that were written stay. Send the file again; if it still fails, ask the operator of the system.',
    noFile: 'Choose the file first.',
  },
  errors: {
    adminOnly: 'Importing is for the region’s administrators only.',
    moved: 'This import has moved on. Reload this page.',
  },
};
