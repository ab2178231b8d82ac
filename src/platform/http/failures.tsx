import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { messageAt } from '#messages/lookup.ts';
import { FailurePage } from '#ui/failure-page.tsx';
import { Conflict, codeOf, Invalid, NotAllowed, readOnlyTransaction, statusOf } from '../errors.ts';
import { logError } from '../log.ts';
import type { Env } from './env.ts';
import { goTo, renderPage, wantsJson } from './render.ts';

/** The one place where an error becomes an answer. */
export async function answerError(error: Error, c: Context<Env>): Promise<Response> {
  if (error instanceof HTTPException) return c.text(error.message, error.status);
  const status = statusOf(error);
  if (status >= 500) logError(error, { method: c.req.method, path: c.req.path, request: c.get('ctx')?.requestId });
  const frame = c.get('frame');
  if (!frame) return c.text(String(status), status);
  if (status === 403 && !c.get('ctx').actor && !frame.viewing && c.req.method === 'GET' && !wantsJson(c)) {
    return goTo(c, `/masuk?ke=${encodeURIComponent(c.req.path + new URL(c.req.url).search)}`);
  }
  const reason = reasonOf(error);
  const message = reason && messageAt(frame.messages, reason);
  if (wantsJson(c)) {
    const faults = error instanceof Invalid ? error.faults : undefined;
    return c.json({ error: message ?? frame.messages.common.failures[status].title, faults }, status);
  }
  return renderPage(c, <FailurePage status={status} detail={message ?? null} />, status);
}

function reasonOf(error: Error): string | undefined {
  if (codeOf(error) === readOnlyTransaction) return 'common.errors.viewingOnly';
  if (error instanceof Conflict) return error.reason;
  if (error instanceof NotAllowed) return error.reason;
  return error instanceof Invalid ? error.faults[0]?.message : undefined;
}

export function answerNotFound(c: Context<Env>) {
  const frame = c.get('frame');
  if (!frame) return c.text('404', 404);
  if (wantsJson(c)) return c.json({ error: frame.messages.common.failures[404].title }, 404);
  return renderPage(c, <FailurePage status={404} detail={null} />, 404);
}
