import { sql } from 'kysely';
import { NotFound } from '#platform/errors.ts';
import { type Ctx, inTenant, tenantOf } from '#platform/tenancy.ts';
import { type Basis, basisOf, builtOn } from './basis.queries.ts';

/** Everything the public may know of one innovation. Who had the idea stays in the source. */
export interface PublicInnovation {
  id: string;
  state: 'listed' | 'accepted';
  calledInnovation: boolean;
  example: boolean;
  title: string;
  summary: string;
  organization: { id: string; name: string; kind: string; areaCode: string | null; fictional: boolean } | null;
  ownerInSource: string | null;
  /** From the village or district upwards, the region itself left out. */
  area: { code: string; name: string }[];
  stage: string | null;
  initiatorKind: string | null;
  kind: string | null;
  form: string | null;
  classification: string | null;
  astaCita: number | null;
  pkpnCluster: string | null;
  pkpnProgram: string | null;
  mainAffair: string | null;
  crossingAffairs: string[];
  topics: { slug: string; name: string }[];
  trialOn: string | null;
  implementedOn: string | null;
  developedOn: string | null;
  acceptedAt: Date | null;
  updatedAt: Date;
  year: number | null;
  latitude: number | null;
  longitude: number | null;
  designLegalBasis: string;
  designProblem: string;
  designStrategicIssue: string;
  designNovelty: string;
  designHowItWorks: string;
  designAdvantage: string;
  objective: string;
  benefit: string;
  result: string;
  businessProfileLink: string | null;
  intellectualPropertyLink: string | null;
  awardLink: string | null;
  awardsInSource: string | null;
  sources: string[];
  /** The accepted innovation to which this listed entry gave way. */
  replacedBy: string | null;
  /** Somebody already made a draft from this listed entry. */
  claimed: boolean;
  /** What it develops further, as far as that is public; and what is public and develops this further. */
  basedOn: Basis | null;
  builtInto: Basis[];
}

/**
 * An accepted innovation or an entry of a public source.
 * @throws NotFound for every other state and for another tenant's
 */
export async function publicInnovation(ctx: Ctx, id: string): Promise<PublicInnovation> {
  const tenantId = tenantOf(ctx).id;
  return inTenant(ctx, async (tx) => {
    const { rows } = await sql<Omit<PublicInnovation, 'basedOn' | 'builtInto'> & { basedOn: string | null }>`
      select i.id, i.state, i.state = 'accepted' or i.called_innovation as called_innovation, i.example, i.title, i.summary,
        case when o.id is not null then json_build_object('id', o.id, 'name', o.name, 'kind', o.kind,
          'areaCode', o.area_code, 'fictional', o.fictional) end as organization, i.owner_in_source,
        array(select json_build_object('code', a.code, 'name', a.name) from areas a
          where a.level > 2 and (a.code = o.area_code or o.area_code ^@ (a.code || '.')) order by a.level desc) as area,
        i.stage, i.initiator_kind, i.kind, i.form, i.classification, i.asta_cita, i.pkpn_cluster, i.pkpn_program,
        i.main_affair, i.crossing_affairs,
        array(select json_build_object('slug', t.slug, 'name', t.name) from innovation_topics x
          join topics t on t.tenant_id = x.tenant_id and t.slug = x.topic_slug
          where x.tenant_id = i.tenant_id and x.innovation_id = i.id order by t.position, t.name) as topics,
        i.trial_on, i.implemented_on, i.developed_on, i.accepted_at, i.updated_at, i.year, i.latitude, i.longitude,
        i.design_legal_basis, i.design_problem, i.design_strategic_issue, i.design_novelty, i.design_how_it_works,
        i.design_advantage, i.objective, i.benefit, i.result,
        i.business_profile_link, i.intellectual_property_link, i.award_link, i.awards_in_source, i.sources, i.replaced_by, i.based_on,
        exists (select from innovations c where c.tenant_id = i.tenant_id and c.claims_id = i.id) as claimed
      from innovations i left join organizations o on o.tenant_id = i.tenant_id and o.id = i.organization_id
      where i.tenant_id = ${tenantId} and i.id = ${id} and i.state in ('accepted', 'listed')`.execute(tx);
    const [row] = rows;
    if (!row) throw new NotFound('no such public innovation');
    const [basis, builtInto] = await Promise.all([basisOf(tx, ctx, row.basedOn), builtOn(tx, ctx, id)]);
    return { ...row, basedOn: basis?.isPublic ? basis : null, builtInto };
  });
}
