import { common } from '#messages/id/common.ts';
import { ui } from '#messages/id/ui.ts';

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const quoted = (text: string) => text.replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign);

/** What stands in for the browser's own page when there is no signal. `back` is where a retry leads. */
export function offlinePage(styles: string, back: string): Response {
  const { title, text, retry } = ui.offline;
  const html = `<!doctype html>
<html lang="id"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · ${common.product}</title><link rel="stylesheet" href="${quoted(styles)}"></head>
<body><header class="site-header"><div class="frame offline-brand">${common.product}</div><div class="lattice-band"></div></header>
<main class="frame frame-text on-paper offline-words"><h1>${title}</h1><p>${text}</p>
<p><a class="btn btn-primary" href="${quoted(back)}">${retry}</a></p></main></body></html>`;
  return new Response(html, {
    status: 503,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy':
        "default-src 'none'; style-src 'self'; font-src 'self'; img-src data:; base-uri 'none'",
    },
  });
}
