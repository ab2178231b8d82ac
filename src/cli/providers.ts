import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { providerInput, redirectUriOf, writeProvider } from '#features/people/index.ts';
import { id as messages } from '#messages/id.ts';
import { messageAt } from '#messages/lookup.ts';
import { reservedTenant } from '#platform/audit/outside.ts';
import { Conflict } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import type { Installation } from '#platform/installation.ts';
import { type Call, type Command, required, WrongCall } from './command.ts';
import { contextFor, withInstallation } from './installation.ts';

const words = messages.commands.providerAdd;

export const providerAddCommand: Command = {
  words: 'provider add',
  summary: words.summary,
  options: {
    id: { type: 'string', value: 'ID', help: words.id },
    tenant: { type: 'string', value: 'DAERAH', help: words.tenant },
    label: { type: 'string', value: 'NAMA', help: words.label },
    issuer: { type: 'string', value: 'ALAMAT', help: words.issuer },
    'client-id': { type: 'string', value: 'NAMA', help: words.clientId },
    'secret-file': { type: 'string', value: 'BERKAS', help: words.secretFile },
    scope: { type: 'string', value: 'CAKUPAN', help: words.scope },
    'nip-claim': { type: 'string', value: 'KLAIM', help: words.nipClaim },
    'authorization-endpoint': { type: 'string', value: 'ALAMAT', help: words.authorizationEndpoint },
    'token-endpoint': { type: 'string', value: 'ALAMAT', help: words.tokenEndpoint },
    'jwks-uri': { type: 'string', value: 'ALAMAT', help: words.jwksUri },
    internal: { type: 'boolean', help: words.internal },
    off: { type: 'boolean', help: words.off },
    json: { type: 'boolean', help: messages.commands.json },
  },
  async run(call) {
    const input = await readInput(call);
    return withInstallation(call, (installation) => save(installation, call, input));
  },
};

/** The secret comes from a file or a pipe: on the command line every user of the machine could read it. */
async function readInput(call: Call) {
  const read = providerInput(call.flag('internal')).safeParse({
    id: call.text('id') ?? newId(),
    label: required(call, 'label'),
    issuer: required(call, 'issuer'),
    clientId: required(call, 'client-id'),
    clientSecret: await readSecret(call.text('secret-file')),
    scope: call.text('scope'),
    nipClaim: call.text('nip-claim'),
    authorizationEndpoint: call.text('authorization-endpoint'),
    tokenEndpoint: call.text('token-endpoint'),
    jwksUri: call.text('jwks-uri'),
    enabled: call.flag('off') ? '' : 'ya',
  });
  if (read.success) return read.data;
  const lines = read.error.issues.map((issue) => `${issue.path.join('.')}: ${messageAt(messages, issue.message)}`);
  throw new WrongCall(lines.join('\n'));
}

async function readSecret(file: string | undefined): Promise<string> {
  if (file === undefined) return '';
  try {
    return (file === '-' ? await text(process.stdin) : await readFile(file, 'utf8')).trim();
  } catch {
    throw new WrongCall(messageAt(words, 'unreadable', { file }) ?? file);
  }
}

async function save(
  installation: Installation,
  call: Call,
  input: Awaited<ReturnType<typeof readInput>>,
): Promise<number> {
  const { pool, secrets, identity } = installation;
  const slug = call.text('tenant');
  const ctx = slug
    ? contextFor(installation, slug)
    : { pool, secrets, tenant: reservedTenant, actor: null, now: new Date(), requestId: newId() };
  try {
    await writeProvider(ctx, input, { officeId: null, internal: call.flag('internal') });
  } catch (error) {
    if (error instanceof Conflict) throw new WrongCall(messageAt(messages, error.reason) ?? error.reason);
    throw error;
  }
  const { id, label } = input;
  const redirect = redirectUriOf(ctx, identity, { id, tenantId: ctx.tenant.id });
  if (call.flag('json')) call.print(JSON.stringify({ id, redirect }));
  else call.print(messageAt(words, 'done', { id, label, redirect }) ?? redirect);
  return 0;
}
