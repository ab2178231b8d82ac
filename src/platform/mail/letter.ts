// A mail's words are made in acts, which draw nothing: dates are written for them as pages write them.
export { formatDateTime as writtenTime } from '#ui/format.ts';

/** What a mail says. All words come from the catalogue; `paragraphs` are plain text. */
export interface MailWords {
  subject: string;
  greeting: string;
  paragraphs: readonly string[];
  /** The one thing to do; the address is written out too, for programs that show no links. */
  action?: { label: string; href: string };
  /** Who sends this, and why the reader gets it. */
  footer: string;
}

export interface MailBody {
  text: string;
  html: string;
}

/** The same words as plain text and as simple HTML, without pictures or anything fetched from elsewhere. */
export function writeMail({ greeting, paragraphs, action, footer }: MailWords): MailBody {
  const lines = [greeting, ...paragraphs];
  const text = [...lines, ...(action ? [`${action.label}:\n${action.href}`] : []), `-- \n${footer}`].join('\n\n');
  const button = action
    ? `<p style="margin:24px 0"><a href="${escaped(action.href)}" style="background:#1d5f52;color:#ffffff;padding:12px 20px;border-radius:11px;text-decoration:none;font-weight:bold">${escaped(action.label)}</a></p>
<p style="font-size:13px;color:#4b5753;word-break:break-all">${escaped(action.href)}</p>`
    : '';
  const html = `<!doctype html>
<html lang="id"><body style="margin:0;background:#fbf9f5;color:#1b2422;font:16px/1.55 sans-serif">
<div style="max-width:560px;margin:0 auto;padding:24px">
${lines.map((line) => `<p>${escaped(line).replaceAll('\n', '<br>')}</p>`).join('\n')}
${button}
<p style="border-top:1px solid #e2dccf;padding-top:12px;font-size:13px;color:#4b5753">${escaped(footer)}</p>
</div></body></html>
`;
  return { text: `${text}\n`, html };
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign);

/** "siti.aminah@desa.id" → "si•••@desa.id": enough to recognise, not enough to write to. */
export function maskMail(address: string): string {
  const at = address.lastIndexOf('@');
  const name = address.slice(0, at);
  return `${name.slice(0, name.length > 3 ? 2 : 1)}•••${address.slice(at)}`;
}
