import { type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';

/** What everybody may know of an award. */
export interface PublicAward {
  title: string;
  year: number;
  contestName: string;
  categoryName: string;
  innovationId: string;
  innovationTitle: string;
  /** The innovation has a page that everybody may open. */
  innovationShown: boolean;
  /** The contest, where it was held here and its verdict is published. */
  competitionId: string | null;
}

/** Published awards of an innovation or of an organisation, the newest first. */
export function publicAwards(
  ctx: Ctx,
  of: { innovationId: string } | { organizationId: string },
): Promise<PublicAward[]> {
  const [column, id] =
    'innovationId' in of
      ? (['awards.innovationId', of.innovationId] as const)
      : (['awards.organizationId', of.organizationId] as const);
  return inTenant(ctx, (tx) =>
    tx
      .selectFrom('awards')
      .innerJoin('innovations as i', (join) =>
        join.onRef('i.tenantId', '=', 'awards.tenantId').onRef('i.id', '=', 'awards.innovationId'),
      )
      .leftJoin('competitions as c', (join) =>
        join
          .onRef('c.tenantId', '=', 'awards.tenantId')
          .onRef('c.id', '=', 'awards.competitionId')
          .on('c.state', '=', 'published'),
      )
      .select(['awards.title', 'awards.year', 'awards.contestName', 'awards.categoryName', 'awards.innovationId'])
      .select(['i.title as innovationTitle', 'c.id as competitionId'])
      .select((eb) => eb('i.state', 'in', ['accepted', 'listed']).$castTo<boolean>().as('innovationShown'))
      .where('awards.tenantId', '=', tenantOf(ctx).id)
      .where(column, '=', id)
      .where('awards.publishedAt', 'is not', null)
      .orderBy('awards.year', 'desc')
      .orderBy('awards.place')
      .orderBy('awards.id')
      .execute(),
  );
}
