import type { Client } from 'pg';
import { areaByCode, loadAreas } from '#features/areas/index.ts';
import { loadFirstTopics } from '#features/innovations/index.ts';
import { loadAreaOrganizations } from '#features/organizations/index.ts';
import { id as messages } from '#messages/id.ts';
import { messageAt } from '#messages/lookup.ts';
import { Invalid } from '#platform/errors.ts';
import { asOwner, type Installation } from '#platform/installation.ts';
import { outsideTenants } from '#platform/tenancy.ts';
import { createTenant, governmentOf, slugFor } from '#platform/tenants.ts';
import { type Call, type Command, WrongCall } from './command.ts';
import { contextFor, withInstallation } from './installation.ts';

const words = messages.commands.tenantCreate;

export const tenantCreateCommand: Command = {
  words: 'tenant create',
  summary: words.summary,
  argument: { name: 'KODE', help: words.argument },
  options: {
    slug: { type: 'string', value: 'NAMA', help: words.slug },
    operator: { type: 'string', value: 'NAMA', help: words.operator },
    contact: { type: 'string', value: 'KONTAK', help: words.help },
    json: { type: 'boolean', help: messages.commands.json },
  },
  run: (call) => withInstallation(call, (installation) => openRegency(installation, call)),
};

async function openRegency(installation: Installation, call: Call): Promise<number> {
  const code = call.argument;
  if (!code) throw new WrongCall(messageAt(messages.commands, 'missing', { name: 'KODE' }) ?? '');
  try {
    return await asOwner(installation, (owner) => openArea(installation, owner, call, code));
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    throw new WrongCall(error.faults.map((fault) => messageAt(messages, fault.message) ?? fault.message).join('\n'));
  }
}

async function openArea(installation: Installation, owner: Client, call: Call, code: string): Promise<number> {
  await loadAreas(owner);
  const area = await outsideTenants({ pool: installation.pool, actor: null }, (tx) => areaByCode(tx, code));
  if (!area) throw new WrongCall(messageAt(words, 'unknownArea', { code }) ?? code);
  const slug = call.text('slug') ?? slugFor(area.name);
  const made = await createTenant(owner, {
    slug,
    name: area.name,
    shortName: area.name,
    areaCode: code,
    operatorName: call.text('operator') ?? governmentOf(area.name),
    helpLabel: call.text('contact') ?? governmentOf(area.name),
  });
  await installation.directory.reload();
  const ctx = contextFor(installation, slug);
  const topics = await loadFirstTopics(ctx);
  const organizations = await loadAreaOrganizations(ctx);
  if (call.flag('json')) call.print(JSON.stringify({ ...made, slug, name: area.name, organizations, topics }));
  else
    call.print(
      messageAt(words, made.created ? 'done' : 'known', { name: area.name, slug, organizations, topics }) ?? '',
    );
  return 0;
}
