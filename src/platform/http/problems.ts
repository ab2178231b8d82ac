import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Messages } from '#messages/id.ts';
import { messageAt } from '#messages/lookup.ts';
import { Conflict, Invalid, NotAllowed, statusOf } from '../errors.ts';
import { logError } from '../log.ts';
import type { Env } from './env.ts';

/** RFC 9457, with the faults of a refused body beside their fields. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail?: string;
  errors?: { field: string; message: string }[];
}

/** The one place where an error becomes an answer of the API. Nothing of an inner failure is told. */
export function answerProblem(error: Error, c: Context<Env>): Response {
  const status = error instanceof HTTPException ? error.status : statusOf(error);
  if (status >= 500) logError(error, { method: c.req.method, path: c.req.path, request: c.get('ctx')?.requestId });
  const { messages } = c.get('frame');
  return sendProblem(c, status, { ...detailOf(error, messages) });
}

export function sendProblem(c: Context<Env>, status: number, more: Omit<Partial<Problem>, 'status'> = {}): Response {
  const { messages } = c.get('frame');
  const problem: Problem = { type: 'about:blank', title: titleOf(status, messages), status, ...more };
  c.header('Cache-Control', 'no-store');
  c.header('Content-Type', 'application/problem+json');
  return c.body(JSON.stringify(problem), status as ContentfulStatusCode);
}

function titleOf(status: number, { common }: Messages): string {
  const { failures, problems } = common;
  if (Object.hasOwn(failures, status)) return failures[status as keyof typeof failures].title;
  return Object.hasOwn(problems, status) ? problems[status as keyof typeof problems] : failures[400].title;
}

function detailOf(error: Error, messages: Messages): Pick<Problem, 'detail' | 'errors'> {
  const say = (path: string, values = {}) => messageAt(messages, path, values) ?? messages.common.errors.wrongValue;
  if (error instanceof Invalid) {
    return { errors: error.faults.map(({ field, message, values }) => ({ field, message: say(message, values) })) };
  }
  const reason = error instanceof Conflict || error instanceof NotAllowed ? error.reason : undefined;
  return reason === undefined ? {} : { detail: say(reason) };
}
