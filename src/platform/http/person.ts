import type { Context } from 'hono';
import type { Messages } from '#messages/id.ts';
import type { Frame } from '#ui/frame.tsx';
import { NotAllowed } from '../errors.ts';
import type { Identity } from '../identity/identity.ts';
import { readSession, type SignedIn, type Viewing } from '../identity/session.ts';
import { type Actor, administers, type Ctx, type HeldOffice } from '../tenancy.ts';
import type { TenantDirectory } from './directory.ts';
import type { Env } from './env.ts';

export interface PersonParts {
  identity: Identity;
  directory: TenantDirectory;
  /** Offices the person holds in the tenant today; a feature's query, handed in by app.ts. */
  heldOffices(ctx: Ctx, userId: string): Promise<HeldOffice[]>;
  /** What the header says of the signed-in person. */
  personFace(ctx: Ctx, messages: Messages): Promise<Frame['person']>;
}

/** Where a person who looks as another gets back to being themselves. */
export const leavePath = '/lihat-sebagai/akhiri';

/**
 * Puts the person of the session into the request's context.
 * @returns the path to which one must go first: an own password, a second factor
 * @throws NotAllowed for a change, or a page of keys and passwords, while one looks as somebody else
 */
export async function enterPerson(
  c: Context<Env>,
  secondFactor: 'required' | 'optional',
  parts: PersonParts,
): Promise<string | null> {
  const session = await readSession(parts.identity, c.req.header('cookie'));
  c.set('session', session);
  if (!session || session.waitsForCode) return null;
  const [ctx, { path, method }] = [c.get('ctx'), c.req];
  const isViewing = session.viewing !== null && session.viewing.until > ctx.now && !mayStopViewing(path);
  if (isViewing && session.viewing && (await enterViewed(c, session, session.viewing, parts))) return null;
  if (session.tenantId !== null && session.tenantId !== ctx.tenant?.id) return null;
  const actor: Actor = { ...plain(session), offices: [] };
  ctx.actor = actor;
  if (ctx.tenant) actor.offices = await parts.heldOffices(ctx, session.userId);
  const frame = c.get('frame');
  frame.person = await parts.personFace(ctx, frame.messages);
  if (session.passwordDue && !isOpen(path, passwordPaths)) return '/akun/sandi';
  const isDue = secondFactor === 'required' && !session.secondFactor && !session.demonstration && administers(actor);
  if (!isDue || isOpen(path, factorPaths)) return null;
  return session.hasFactor ? '/masuk/kode' : `/akun/keamanan/kode${method === 'GET' ? '?wajib=ya' : ''}`;
}

const plain = ({ userId, name, username, platformAdministrator }: SignedIn) => ({
  userId,
  name,
  username,
  platformAdministrator,
});

const passwordPaths = ['/akun/sandi', '/keluar', '/masuk', '/healthz', '/readyz'];
const factorPaths = [...passwordPaths, '/akun/keamanan/kode', '/akun/keamanan/kunci'];
const isOpen = (path: string, open: readonly string[]) =>
  open.includes(path) ||
  path.startsWith('/masuk/') ||
  (open === factorPaths && path.startsWith('/akun/keamanan/kunci/'));
const mayStopViewing = (path: string) => path === leavePath || path === '/keluar';

/** @returns false when the right to look has ended: an office ended, or the other became an administrator */
async function enterViewed(c: Context<Env>, session: SignedIn, viewing: Viewing, parts: PersonParts): Promise<boolean> {
  const [ctx, frame] = [c.get('ctx'), c.get('frame')];
  const tenant = parts.directory.all().find(({ id }) => id === viewing.tenantId);
  if (!tenant) return false;
  const inside = { ...ctx, tenant };
  const [own, theirs] = [
    {
      ...plain(session),
      offices: await parts.heldOffices({ ...inside, actor: { ...plain(session), offices: [] } }, session.userId),
    },
    await viewedActor(inside, session, viewing, parts),
  ];
  if (!administers(own) || administers(theirs) || viewing.platformAdministrator) return false;
  frame.viewing = { name: viewing.name, until: viewing.until, leave: `/${tenant.slug}${leavePath}` };
  // It reaches that tenant alone: elsewhere one is nobody.
  if (ctx.tenant?.id === tenant.id) {
    ctx.actor = theirs;
    frame.person = await parts.personFace(ctx, frame.messages);
  }
  if (!['GET', 'HEAD'].includes(c.req.method) || isClosedToViewers(c.req.path)) {
    throw new NotAllowed('common.errors.viewingOnly');
  }
  return true;
}

async function viewedActor(inside: Ctx, session: SignedIn, viewing: Viewing, parts: PersonParts): Promise<Actor> {
  const actor: Actor = {
    userId: viewing.userId,
    name: viewing.name,
    username: viewing.username,
    offices: [],
    platformAdministrator: false,
    viewedBy: { userId: session.userId, name: session.name },
  };
  return { ...actor, offices: await parts.heldOffices({ ...inside, actor }, viewing.userId) };
}

/** Keys, passwords and sign-ins of the person that one looks as are none of one's business. */
function isClosedToViewers(path: string): boolean {
  return /^\/(?:akun\/(?:keamanan|sandi)|masuk)(?:\/|$)/.test(path);
}
