import type { VNode } from 'preact';
import { jsxEscape, jsxTemplate } from 'preact/jsx-runtime';

/** A piece of HTML that is written already, every text in it escaped. For pages only: the browser's renderer knows none. */
export function written(html: string): VNode {
  return jsxTemplate([html]);
}

/** Text as it may stand between tags or between the quotes of an attribute. */
export function escapeHtml(text: string): string {
  return jsxEscape(text) as string;
}
