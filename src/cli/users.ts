import { userCreate, WrongUser } from '#features/people/index.ts';
import { id as messages } from '#messages/id.ts';
import { messageAt } from '#messages/lookup.ts';
import { Conflict, Invalid } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { asOwner, type Installation } from '#platform/installation.ts';
import { type Call, type Command, required, WrongCall } from './command.ts';
import { withInstallation } from './installation.ts';

const words = messages.commands.userCreate;

export const userCreateCommand: Command = {
  words: 'user create',
  summary: words.summary,
  options: {
    username: { type: 'string', value: 'NAMA', help: words.username },
    name: { type: 'string', value: 'NAMA', help: words.name },
    email: { type: 'string', value: 'SUREL', help: words.email },
    tenant: { type: 'string', value: 'DAERAH', help: words.tenant },
    organization: { type: 'string', value: 'ORGANISASI', help: words.organization },
    role: { type: 'string', value: 'PERAN', help: words.role },
    'platform-admin': { type: 'boolean', help: words.platformAdministrator },
    json: { type: 'boolean', help: messages.commands.json },
  },
  async run(call) {
    const [username, name] = [required(call, 'username'), required(call, 'name')];
    return withInstallation(call, (installation) => create(installation, call, { username, name }));
  },
};

async function create(installation: Installation, call: Call, who: { username: string; name: string }) {
  const { pool, secrets } = installation;
  const ctx = { pool, secrets, tenant: null, actor: null, now: new Date(), requestId: newId() };
  try {
    const user = {
      ...who,
      email: call.text('email'),
      tenant: call.text('tenant'),
      organization: call.text('organization'),
      role: call.text('role'),
      platformAdmin: call.flag('platform-admin'),
    };
    const made = await asOwner(installation, (owner) => userCreate(ctx, owner, user));
    if (call.flag('json')) call.print(JSON.stringify(made));
    else call.print(messageAt(words, 'done', { username: made.username, password: made.password }) ?? '');
    return 0;
  } catch (error) {
    if (error instanceof WrongUser) throw new WrongCall(error.message);
    if (error instanceof Conflict) throw new WrongCall(messageAt(messages, error.reason) ?? error.reason);
    if (!(error instanceof Invalid)) throw error;
    const lines = error.faults.map((fault) => `${fault.field}: ${messageAt(messages, fault.message) ?? fault.message}`);
    throw new WrongCall(lines.join('\n'));
  }
}
