import { createDraft, saveFields } from '#features/innovations/index.ts';
import { recordEvent } from '#platform/audit/record.ts';
import type { Tx } from '#platform/database/bound.ts';
import { Conflict, Invalid, NotAllowed, NotFound } from '#platform/errors.ts';
import { actorOf, type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import { deadlinesOf } from './deadline.queries.ts';
import { enterInnovation } from './entry.acts.ts';
import { mayMend, type ShortForm, teamNameSchema } from './entry.ts';
import { lockContest } from './entry-step.acts.ts';
import { readCategory, readEntry, sightIn } from './entry-stored.queries.ts';
import { enteringOffice } from './policy.ts';

export interface NewShortForm {
  /** Of the entry and of its innovation, made by the caller: sent again, nothing is made twice. */
  id: string;
  innovationId: string;
  competitionId: string;
  categoryId: string;
  organizationId: string;
  form: ShortForm;
  teamName: string;
}

/**
 * Begins an entry by the short form: a draft of an innovation, and an entry that is not sent yet. Each part is safe to
 * repeat with the same ids, so that what was cut off in between is finished by sending the form again.
 */
export async function beginShortForm(ctx: Ctx, begun: NewShortForm): Promise<void> {
  actorOf(ctx);
  const { id, innovationId, competitionId, categoryId, organizationId, form, teamName } = begun;
  await inTenant(ctx, async (tx) => {
    const category = await readCategory(tx, ctx, competitionId, categoryId);
    const { takesEntries } = await deadlinesOf(tx, ctx, competitionId, null);
    if (!takesEntries) throw new Conflict('entries.errors.closed');
    if (category.form !== 'short') throw new NotFound('no short form in this category');
    if (category.team) requireTeamName(teamName);
  });
  await createDraft(ctx, { id: innovationId, organizationId, title: form.title });
  await writeInnovation(ctx, innovationId, form);
  await enterInnovation(ctx, { id, competitionId, categoryId, innovationId, teamName, video: form.video }, true);
}

export interface MendedShortForm {
  id: string;
  version: number;
  form: ShortForm;
  teamName: string;
}

/** Writes the short form again; what was sent is what stood there when it was sent. */
export async function mendShortForm(ctx: Ctx, { id, version, form, teamName }: MendedShortForm): Promise<void> {
  const innovationId = await inTenant(ctx, async (tx) => {
    const seen = await readEntry(tx, ctx, id);
    await lockContest(tx, ctx, seen.competitionId);
    const row = await readEntry(tx, ctx, id, 'for update');
    if ((await sightIn(tx, ctx, row)) === 'nothing') throw new NotFound(`no entry ${id}`);
    const office = enteringOffice(ctx.actor, row);
    if (!office) throw new NotAllowed('entries.errors.notYours');
    const category = await readCategory(tx, ctx, row.competitionId, row.categoryId);
    if (category.form !== 'short') throw new NotFound('no short form in this category');
    if (!mayMend(row.state, await deadlinesOf(tx, ctx, row.competitionId, id)))
      throw new Conflict('entries.errors.notMendable');
    await requireWritable(tx, ctx, row.innovationId);
    if (row.version !== version) throw new Conflict('entries.errors.changedMeanwhile');
    const name = category.team ? requireTeamName(teamName) : '';
    await tx
      .updateTable('entries')
      .set({
        content: JSON.stringify({ ...row.content, video: form.video }),
        teamName: name,
        version: row.version + 1,
        updatedAt: ctx.now,
      })
      .where('tenantId', '=', row.tenantId)
      .where('id', '=', id)
      .execute();
    await recordEvent(tx, ctx, {
      act: 'entry.mended',
      subject: { kind: 'entry', id },
      officeId: office.id,
      changes: { fields: Object.keys(form) },
    });
    return row.innovationId;
  });
  await writeInnovation(ctx, innovationId, form);
}

/** The official form took over. @throws Conflict */
async function requireWritable(tx: Tx, ctx: Ctx, innovationId: string): Promise<void> {
  const { state } = await tx
    .selectFrom('innovations')
    .select('state')
    .where('tenantId', '=', tenantOf(ctx).id)
    .where('id', '=', innovationId)
    .executeTakeFirstOrThrow();
  if (state !== 'draft' && state !== 'returned') throw new Conflict('entries.errors.notMendable');
}

/** @throws Invalid */
function requireTeamName(typed: string): string {
  const name = teamNameSchema.safeParse(typed);
  if (name.success) return name.data;
  throw new Invalid([{ field: 'teamName', message: name.error.issues[0]?.message ?? 'entries.errors.teamName' }]);
}

async function writeInnovation(ctx: Ctx, id: string, form: ShortForm): Promise<void> {
  const { version } = await inTenant(ctx, (tx) =>
    tx
      .selectFrom('innovations')
      .select('version')
      .where('tenantId', '=', tenantOf(ctx).id)
      .where('id', '=', id)
      .executeTakeFirstOrThrow(),
  );
  const { title, problem, howItWorks, benefit, implementedOn } = form;
  const patch = {
    title,
    designProblem: problem,
    designHowItWorks: howItWorks,
    benefit,
    implementedOn,
    stage: 'penerapan' as const,
  };
  const { saved } = await saveFields(ctx, { id, version, patch });
  if (!saved) throw new Conflict('entries.errors.changedMeanwhile');
}
