import { seedScale } from '#features/innovations/index.ts';
import { id as messages } from '#messages/id.ts';
import { messageAt } from '#messages/lookup.ts';
import type { Installation } from '#platform/installation.ts';
import { type Call, WrongCall } from './command.ts';

const most = 1_000_000;

/** `seed --scale N`. @throws WrongCall for anything but a whole number up to a million */
export async function seedInvented(installation: Installation, scale: string, call: Call): Promise<void> {
  const count = /^\d{1,7}$/.test(scale) ? Number(scale) : Number.NaN;
  if (!(count >= 1 && count <= most)) {
    throw new WrongCall(messageAt(messages.commands, 'wrongOption', { detail: `--scale ${scale}` }) ?? scale);
  }
  await seedScale(installation.owner, count, ({ done, of }) => call.tell(`${done} / ${of}`));
}
