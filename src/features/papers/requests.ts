import { Invalid } from '#platform/errors.ts';
import type { Accepted } from '#platform/files/intake.ts';
import type { Upload } from '#platform/files/multipart.ts';
import type { FormValues } from '#platform/http/forms.ts';
import { isId } from '#platform/ids.ts';

/** The last of what was sent under a name, '' for nothing. */
export function text(form: Readonly<FormValues>, name: string): string {
  const value = form[name];
  return (Array.isArray(value) ? value.at(-1) : value) ?? '';
}

/** @throws Invalid when it is not the number of a version */
export function versionOf(form: Readonly<FormValues>): number {
  const typed = text(form, 'version');
  if (!/^[1-9]\d{0,8}$/.test(typed)) throw new Invalid([{ field: '', message: 'common.errors.wrongForm' }]);
  return Number(typed);
}

/** The id that the form brought along, so that sending it again is recognised. @throws Invalid when it is none */
export function idOf(form: Readonly<FormValues>, name: string): string {
  const typed = text(form, name);
  if (!isId(typed)) throw new Invalid([{ field: '', message: 'common.errors.wrongForm' }]);
  return typed;
}

/** @throws Invalid when there is not exactly one file, or it is no PDF */
export function onePdf({ accepted, refused }: Upload): Accepted {
  const [file] = accepted;
  if (refused.length > 0) throw wrongFile('fileRefused');
  if (!file) throw wrongFile('fileMissing');
  if (file.mediaType !== 'application/pdf') throw wrongFile('fileRefused');
  return file;
}

const wrongFile = (key: string) => new Invalid([{ field: 'file', message: `papers.errors.${key}` }]);
