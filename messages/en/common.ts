import { common as indonesian } from '#messages/id/common.ts';
import type { Messages } from '#messages/id.ts';

export const common: Messages['common'] = {
  product: 'Gelar',
  example: 'example',
  backHome: 'Back to the home page',
  signIn: 'Sign in',
  // Forms send it back: it must be the same in every language.
  unreadable: indonesian.unreadable,
  start: { address: 'Gelar is ready at', accounts: 'Example accounts (on this computer only)' },
  failures: {
    400: { title: 'The request could not be read', detail: 'Check the address or what you filled in, then try again.' },
    403: {
      title: 'You may not open this page',
      detail: 'This page belongs to another office. Ask for help if you think this is wrong.',
    },
    404: { title: 'Page not found', detail: 'The address may be mistyped, or its content is not published yet.' },
    409: {
      title: 'Things have changed',
      detail: 'Somebody else changed it first. Reload the page to see how it stands now.',
    },
    422: {
      title: 'Something needs to be corrected',
      detail: 'Go back to the previous page and check what you filled in.',
    },
    500: {
      title: 'Something went wrong on our side',
      detail: 'Nothing of yours was changed. Try again in a moment; if it happens again, ask for help.',
    },
    503: {
      title: 'The system cannot be reached at the moment',
      detail: 'Nothing of yours was changed. Try again in a little while.',
    },
  },
  problems: {
    401: 'Unknown API key',
    415: 'Unknown kind of content',
    429: 'Too many requests',
  },
  files: {
    empty: 'the file is empty (0 bytes). Choose one that holds something.',
    kind: 'this kind of content is not taken. Send photos (JPG, PNG, WebP), PDF, or spreadsheets (XLSX, ODS, CSV).',
    ending: 'what it holds does not match the ending of its name. Save it in the right form, do not only rename it.',
    name: 'the file name holds signs that are not allowed. Rename it with letters, digits and spaces.',
    nameLong: 'the file name is too long. 150 characters at most.',
    bomb: 'the file becomes too large when it is opened. Send a smaller spreadsheet.',
    damaged: 'the file is damaged and cannot be opened. Save or download it again, then send it.',
    large: 'the file is too large.',
    pixels: 'the photo is damaged or its dimensions are too large. Take it again, then send it.',
    lost: 'what was sent is no longer on the server. Choose the file and send it again.',
  },
  errors: {
    viewingOnly:
      'You are looking as somebody else, so nothing can be changed or unmasked. End it in the bar on top first.',
    signInFirst: 'Please sign in first.',
    unknownField: 'This field is unknown.',
    wrongValue: 'This does not fit. Please check it.',
    wrongForm: 'The form could not be read. Reload the page and try again.',
    tooLarge: 'Too much was sent.',
    addressTooLong: 'The address is too long.',
    addressWrong: 'The address could not be read.',
    otherSite: 'A request from another site was refused.',
    tooMany: 'Too many requests. Wait a moment, then try again.',
    required: 'This is required.',
    tenantSlugShape:
      'An address name holds lower-case letters, digits and hyphens only and begins with a letter, for example karawangkab.',
    tenantSlugReserved: 'The system uses this address name itself. Choose another.',
    tenantSlugTaken: 'Another regional government uses this address name already.',
    tenantAreaUnknown: 'This area code is no province, regency or city of the Ministry of Home Affairs’ list.',
    tenantAreaTaken: 'This area is registered already.',
    tenantDemonstration: 'This region is here as an example. Empty the database, then run again with GELAR_DEMO=off.',
    tenantTextLong: 'Names and contacts hold 200 characters at most.',
  },
};
