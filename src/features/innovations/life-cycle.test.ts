import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Conflict, Invalid, NotAllowed, NotFound } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import type { Actor, Ctx } from '#platform/tenancy.ts';
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { failEveryCall } from '#platform/testing/faults.ts';
import { revealInitiatorName } from './innovation.acts.ts';
import { innovationWork } from './innovation.queries.ts';
import * as acts from './life-cycle.acts.ts';
import { type Event, roles, type State, states, transitionFor, transitions } from './life-cycle.ts';
import { saveFields } from './save.acts.ts';
import { reviewQueue, tasksFor } from './tasks.queries.ts';
import { completeProposal } from './testing.ts';
import { arrangeRegion, type TestRegion, writtenDraft } from './testing-region.ts';

let db: TestDatabase;
let region: TestRegion;
let people: Record<'innovator' | 'head' | 'verifier' | 'admin', Ctx>;

beforeAll(async () => {
  db = await freshDatabase();
  region = await arrangeRegion(db);
  const as = async (actor: Promise<Actor>) => db.ctx({ actor: await actor });
  people = {
    innovator: await as(region.person('innovator', region.village)),
    head: await as(region.person('organization_head', region.village)),
    verifier: await as(region.person('verifier', region.agency)),
    admin: await as(region.person('tenant_admin', region.agency)),
  };
});
afterAll(() => db.close());

const events = ['propose', 'confirm', 'decline', 'return', 'accept', 'archive'] as const satisfies readonly Event[];
type Step = (typeof events)[number];

async function versionOf(id: string): Promise<number> {
  const { rows } = await db.owner.query('select version from innovations where id = $1', [id]);
  return rows[0].version;
}

async function stateOf(id: string): Promise<State> {
  const { rows } = await db.owner.query('select state from innovations where id = $1', [id]);
  return rows[0].state;
}

async function take(as: Ctx, event: Step, id: string, key = newId(), version?: number): Promise<void> {
  const ctx = { ...as, now: new Date() };
  const step = {
    id,
    key,
    version: version ?? (await versionOf(id)),
    note: event === 'decline' ? 'Tanggal keliru' : '',
  };
  if (event === 'propose') return acts.proposeInnovation(ctx, step);
  if (event === 'confirm') return acts.confirmInnovation(ctx, step);
  if (event === 'decline') return acts.declineInnovation(ctx, step);
  if (event === 'return') return acts.returnInnovation(ctx, { ...step, remarks: { title: 'Terlalu umum' } });
  if (event === 'accept') return acts.acceptInnovation(ctx, step);
  return acts.archiveInnovation(ctx, step);
}

const written = () => writtenDraft(people.innovator, region.village.id);

async function submitted(): Promise<string> {
  const id = await written();
  await take(people.innovator, 'propose', id);
  await take(people.head, 'confirm', id);
  return id;
}

/** Puts a complete innovation of the village into a state, past the acts. */
async function standing(state: State): Promise<string> {
  const id = await written();
  await db.owner.query('update innovations set state = $2 where id = $1', [id, state]);
  return id;
}

it('is the life that the issue describes', () => {
  expect(
    transitions.map(({ event, from, to, by, of }) => `${from ?? '·'} -${event}→ ${to}: ${by.join('/')} of ${of}`),
  ).toEqual([
    '· -create→ draft: innovator of own',
    '· -claim→ draft: innovator/organization_head of own',
    'draft -propose→ proposed: innovator of own',
    'proposed -confirm→ submitted: organization_head of own',
    'proposed -decline→ draft: organization_head of own',
    'submitted -return→ returned: verifier/tenant_admin of others',
    'submitted -accept→ accepted: verifier/tenant_admin of others',
    'returned -propose→ proposed: innovator of own',
    'accepted -archive→ archived: tenant_admin of any',
  ]);
});

describe('every state, every event, every office', () => {
  const places = ['village', 'other', 'agency'] as const;
  const cast = roles.flatMap((role) => places.map((place) => ({ role, place })));
  const cases = states.flatMap((state) => events.map((event) => ({ state, event })));
  let id: string;
  let actors: Ctx[];

  beforeAll(async () => {
    id = await written();
    actors = await Promise.all(
      cast.map(async ({ role, place }) => db.ctx({ actor: await region.person(role, region[place]) })),
    );
  });
  afterAll(() => db.owner.query('delete from innovations where id = $1', [id]));

  it.each(cases)('$state, $event', async ({ state, event }) => {
    const transition = transitionFor(event, state);
    for (const [at, { role, place }] of cast.entries()) {
      await db.owner.query('update innovations set state = $2 where id = $1', [id, state]);
      const own = place === 'village';
      const allowed = transition?.by.includes(role) && (transition.of === 'any' || (transition.of === 'own') === own);
      const outcome = await take(actors[at] as Ctx, event, id).catch((error) => error);
      const who = `${role} of ${place}: ${outcome}`;
      if (!allowed)
        expect(
          [NotAllowed, Conflict, NotFound].some((kind) => outcome instanceof kind),
          who,
        ).toBe(true);
      else expect(outcome, who).toBeUndefined();
      expect(await stateOf(id), who).toBe(allowed ? transition?.to : state);
    }
  });
});

describe('a proposal', () => {
  it('goes to the head, to the region, back with remarks, and round again until it is accepted', async () => {
    const id = await written();
    await take(people.innovator, 'propose', id);
    expect(await tasksFor(people.head)).toMatchObject({
      tasks: expect.arrayContaining([
        expect.objectContaining({ id, kind: 'proposed', to: `/kerja/inovasi/${id}/konfirmasi` }),
      ]),
    });
    await take(people.head, 'confirm', id);
    expect((await reviewQueue(people.verifier)).lines.map((line) => line.id)).toContain(id);
    await take(people.verifier, 'return', id);
    const back = await innovationWork(people.innovator, id);
    expect(back.history.remarks).toEqual({ title: 'Terlalu umum' });
    expect((await tasksFor(people.innovator)).tasks.find((task) => task.id === id)?.kind).toBe('returned');
    await saveFields(people.innovator, { id, version: back.version, patch: { title: 'Bank Sampah Sabtu RW 05' } });
    await take(people.innovator, 'propose', id);
    await take(people.head, 'confirm', id);
    await take(people.admin, 'accept', id);
    const { rows } = await db.owner.query('select title, state from published_innovations where id = $1', [id]);
    expect(rows).toEqual([{ title: 'Bank Sampah Sabtu RW 05', state: 'accepted' }]);
    const { history } = await innovationWork(people.innovator, id);
    expect(history.steps.map((step) => step.event)).toEqual([
      'accept',
      'confirm',
      'propose',
      'return',
      'confirm',
      'propose',
      'create',
    ]);
    await take(people.admin, 'archive', id);
    expect((await db.owner.query('select from published_innovations where id = $1', [id])).rowCount).toBe(0);
  });

  it('is not sent while something is missing, and says what', async () => {
    const id = await writtenDraft(people.innovator, region.village.id, { objective: '', stage: null });
    const outcome = await take(people.innovator, 'propose', id).catch((error) => error);
    expect(outcome).toBeInstanceOf(Invalid);
    expect(outcome.faults.map((fault: { field: string }) => fault.field)).toEqual(['stage', 'objective']);
    expect(await stateOf(id)).toBe('draft');
  });

  it('is declined with a reason and returned with a remark, never without', async () => {
    const id = await written();
    await take(people.innovator, 'propose', id);
    const step = { id, key: newId(), version: await versionOf(id), note: '  ' };
    await expect(acts.declineInnovation(people.head, step)).rejects.toThrow(Invalid);
    await take(people.head, 'confirm', id);
    const again = { ...step, version: await versionOf(id), note: 'hanya catatan umum' };
    await expect(
      acts.returnInnovation(people.verifier, { ...again, remarks: { title: ' ', nonsense: 'x' } }),
    ).rejects.toThrow(Invalid);
    await expect(
      acts.returnInnovation(people.verifier, { ...again, remarks: { title: 'x'.repeat(1001) } }),
    ).rejects.toThrow(Invalid);
    expect(await stateOf(id)).toBe('submitted');
  });

  it('is never judged by somebody with any office in its own organisation', async () => {
    const both = await region.person('verifier', region.agency, [region.office('innovator', region.village)]);
    const ctx = db.ctx({ actor: both });
    const id = await submitted();
    await expect(take(ctx, 'accept', id)).rejects.toThrow(NotAllowed);
    await expect(take(ctx, 'return', id)).rejects.toThrow(NotAllowed);
    const queue = await reviewQueue(ctx);
    expect(queue.lines.map((line) => line.id)).not.toContain(id);
    expect(queue.own).toBeGreaterThan(0);
  });

  it('is judged as it was read: a version that has moved on is refused', async () => {
    const id = await submitted();
    const seen = await versionOf(id);
    await take(people.verifier, 'return', id);
    await saveFields(people.innovator, { id, version: await versionOf(id), patch: { title: 'Lain sama sekali' } });
    await take(people.innovator, 'propose', id);
    await take(people.head, 'confirm', id);
    await expect(take(people.admin, 'accept', id, newId(), seen)).rejects.toThrow(Conflict);
  });

  it('is decided once by two verifiers at once', async () => {
    const id = await submitted();
    const outcomes = await Promise.allSettled([take(people.verifier, 'return', id), take(people.admin, 'accept', id)]);
    expect(outcomes.map((outcome) => outcome.status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  it('takes the same form twice for once, also at once, and a foreign key not at all', async () => {
    const [id, key] = [await submitted(), newId()];
    const version = await versionOf(id);
    await Promise.all([
      take(people.verifier, 'accept', id, key, version),
      take(people.verifier, 'accept', id, key, version),
    ]);
    await take(people.verifier, 'accept', id, key, version);
    const { rows } = await db.owner.query(
      "select count(*)::int as n from innovation_transitions where innovation_id = $1 and to_state = 'accepted'",
      [id],
    );
    expect(rows[0].n).toBe(1);
    await expect(take(people.verifier, 'accept', await submitted(), key)).rejects.toThrow(Conflict);
    await expect(take(people.admin, 'accept', id, key, version)).rejects.toThrow(Conflict);
  });

  it('is written by nobody while others have it', async () => {
    const id = await written();
    await take(people.innovator, 'propose', id);
    const save = async () => saveFields(people.innovator, { id, version: await versionOf(id), patch: { title: 'X' } });
    await expect(save()).rejects.toThrow(Conflict);
    await take(people.head, 'confirm', id);
    await expect(save()).rejects.toThrow(Conflict);
    await take(people.verifier, 'accept', id);
    await expect(save()).rejects.toThrow(Conflict);
  });

  it('shows its initiator to a verifier only when asked, and records that', async () => {
    const id = await submitted();
    expect((await innovationWork(people.verifier, id)).proposal.initiatorName).toBe('K••• M•••');
    expect(await revealInitiatorName(people.verifier, id)).toBe(completeProposal.initiatorName);
    const { rows } = await db.owner.query(
      "select user_id from audit_events where subject_id = $1 and act = 'innovation.name_revealed'",
      [id],
    );
    expect(rows).toEqual([{ user_id: people.verifier.actor?.userId }]);
    const neighbour = db.ctx({ actor: await region.person('innovator', region.other) });
    await expect(revealInitiatorName(neighbour, id)).rejects.toThrow(NotFound);
  });

  it.each(['propose', 'confirm', 'decline', 'return', 'accept', 'archive'] as const)(
    '%s is all done or not at all, whichever call fails',
    async (event) => {
      const from = transitions.find((one) => one.event === event)?.from ?? 'draft';
      const id = await standing(from);
      const by = {
        propose: 'innovator',
        confirm: 'head',
        decline: 'head',
        return: 'verifier',
        accept: 'verifier',
        archive: 'admin',
      } as const;
      const version = await versionOf(id);
      expect(
        await failEveryCall(db, people[by[event]], (ctx) => take(ctx, event, id, newId(), version)),
      ).toBeGreaterThan(6);
    },
  );
});
