import type { Context } from 'hono';
import type { VNode } from 'preact';
import { messageAt } from '#messages/lookup.ts';
import type { Env } from '#platform/http/env.ts';
import { type FormValues, type Refusal, refusalIn } from '#platform/http/forms.ts';
import { renderPage } from '#platform/http/render.ts';
import type { Typed } from './pages/typed.ts';

/** The first thing that is wrong with each field, in words; what concerns no field of the form comes together. */
export function saidOf(c: Context<Env>, { faults }: Refusal): Record<string, string> {
  const { messages } = c.get('frame');
  const stages: Readonly<Record<string, string>> = messages.competitions.stages;
  const said: Record<string, string> = {};
  for (const { field, message, values = {} } of faults) {
    const named = { ...values, stageName: stages[String(values.stage)] ?? '' };
    const words = messageAt(messages, message, named) ?? message;
    if (field === '') said[''] = said[''] ? `${said['']} ${words}` : words;
    else said[field] ??= words;
  }
  return said;
}

export const typedOf = (values: FormValues): Typed =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, [value].flat().join(',')]));

/** Runs a save; what is refused comes back on the form with all that was typed. */
export async function answer(
  c: Context<Env>,
  work: () => Promise<Response>,
  again: (errors: Record<string, string>) => Promise<VNode> | VNode,
): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    const refusal = refusalIn(error);
    return renderPage(c, await again(saidOf(c, refusal)), refusal.status);
  }
}
