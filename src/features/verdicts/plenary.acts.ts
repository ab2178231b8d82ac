import { sql } from 'kysely';
import { beginPlenaryStage } from '#features/competitions/index.ts';
import { id as messages } from '#messages/id.ts';
import { recordEvent } from '#platform/audit/record.ts';
import type { Tx } from '#platform/database/bound.ts';
import { Conflict, Invalid } from '#platform/errors.ts';
import { actorOf, type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import { type Opening, type Rules, usualChain } from './plenary.ts';
import { noteConflicts } from './plenary-people.acts.ts';
import { inPlenary, type Room, recordDeed, writeLine } from './plenary-room.acts.ts';
import { namedJurors, type PlenaryRow, readPlenary, sitIn } from './plenary-room.queries.ts';
import { criterionNames } from './standing.queries.ts';

const { lines } = messages.verdicts;

/**
 * Opens the plenary of a contest, with whoever is in the room. The same id again changes nothing.
 * @throws Conflict while jurors may still score or when it is open already; Invalid when the chair is absent
 */
export async function openPlenary(ctx: Ctx, competitionId: string, input: Opening): Promise<void> {
  await inTenant(ctx, async (tx) => {
    const { place, contest } = await sitIn(tx, ctx, competitionId, 'committee');
    const known = await readPlenary(tx, ctx, competitionId);
    if (known) return recognise(known, input.id);
    const jurors = await namedJurors(tx, ctx, competitionId);
    const present = jurors.filter(({ id }) => input.present.includes(id));
    if (!present.some(({ chair }) => chair))
      throw new Invalid([{ field: 'present', message: 'verdicts.errors.chairAbsent' }]);
    await beginPlenaryStage(tx, ctx, competitionId);
    // Who waited for that lock may find it open by now.
    const meanwhile = await readPlenary(tx, ctx, competitionId);
    if (meanwhile) return recognise(meanwhile, input.id);
    await insertPlenary(tx, ctx, competitionId, input);
    const plenary = await readPlenary(tx, ctx, competitionId, 'for update');
    if (!plenary) throw new Conflict('verdicts.errors.idTaken');
    const room: Room = { tx, ctx, competitionId, plenary, place };
    await writeLine(room, { body: lines.opened(contest.name, contest.year) });
    for (const juror of present) {
      await insertPresent(room, juror.id);
      await writeLine(room, { body: juror.chair ? lines.chairPresent(juror.name) : lines.present(juror.name) });
    }
    await noteConflicts(room);
    await recordEvent(tx, ctx, {
      act: 'plenary.open',
      subject: { kind: 'plenary', id: input.id },
      officeId: place.office?.id ?? null,
      changes: { competition: competitionId, present: present.map(({ id }) => id) },
    });
  });
}

function recognise(known: PlenaryRow, id: string): void {
  if (known.id !== id) throw new Conflict('verdicts.errors.openAlready');
}

async function insertPlenary(tx: Tx, ctx: Ctx, competitionId: string, { id }: Opening): Promise<void> {
  const tenantId = tenantOf(ctx).id;
  const [criterion = null] = await criterionNames(tx, ctx, competitionId);
  await tx
    .insertInto('plenaries')
    .values({
      tenantId,
      id,
      competitionId,
      state: 'open',
      tieChain: JSON.stringify(usualChain(criterion)),
      openedBy: actorOf(ctx).userId,
      openedAt: ctx.now,
    })
    .execute();
  await sql`
    insert into plenary_items (tenant_id, plenary_id, category_id, position)
    select c.tenant_id, ${id}, c.id, row_number() over (order by c.position, c.name)
    from competition_categories c
    where c.tenant_id = ${tenantId} and c.competition_id = ${competitionId}
      and exists (select 1 from entries e where e.tenant_id = c.tenant_id and e.category_id = c.id and e.state = 'eligible')`.execute(
    tx,
  );
}

async function insertPresent({ tx, ctx, plenary }: Room, jurorId: string): Promise<void> {
  await tx
    .insertInto('plenaryAttendance')
    .values({ tenantId: tenantOf(ctx).id, plenaryId: plenary.id, jurorId, arrivedAt: ctx.now })
    .execute();
}

/** Sets how ties are settled and what the winners must meet. @throws Conflict after the first decision */
export async function setRules(ctx: Ctx, competitionId: string, { version, chain, quotas }: Rules): Promise<void> {
  await inPlenary(ctx, competitionId, 'committee', async (room) => {
    const { tx, plenary } = room;
    const same = JSON.stringify([plenary.tieChain, plenary.quotas]) === JSON.stringify([chain, quotas]);
    if (same) return;
    if (plenary.version !== version) throw new Conflict('verdicts.errors.changedMeanwhile');
    const decided = await tx
      .selectFrom('plenaryItems')
      .select('categoryId')
      .where('tenantId', '=', plenary.tenantId)
      .where('plenaryId', '=', plenary.id)
      .where('decidedAt', 'is not', null)
      .executeTakeFirst();
    if (decided) throw new Conflict('verdicts.errors.rulesFixed');
    await tx
      .updateTable('plenaries')
      .set({ tieChain: JSON.stringify(chain), quotas: JSON.stringify(quotas), version: version + 1 })
      .where('tenantId', '=', plenary.tenantId)
      .where('id', '=', plenary.id)
      .execute();
    await writeLine(room, { body: lines.rules(chain, quotas) });
    await recordDeed(room, 'rules', { chain, quotas });
  });
}
