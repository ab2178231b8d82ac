import { createDraft } from '#features/innovations/innovation.acts.ts';
import {
  acceptInnovation,
  archiveInnovation,
  confirmInnovation,
  declineInnovation,
  proposeInnovation,
  returnInnovation,
} from '#features/innovations/life-cycle.acts.ts';
import { loadListed } from '#features/innovations/load.acts.ts';
import { saveFields } from '#features/innovations/save.acts.ts';
import { completeProposal, wordsOf } from '#features/innovations/testing.ts';
import { newId } from '#platform/ids.ts';
import type { TestDatabase } from '#platform/testing/database.ts';
import { canary } from './canaries.fixture.ts';
import type { People } from './people.fixture.ts';

/** How far each innovation has come, under the word that its canaries begin with. */
export const innovationKinds = [
  'draft',
  'declined',
  'proposed',
  'waiting',
  'submitted',
  'returned',
  'accepted',
  'archived',
  'filled',
  'agencyDraft',
  'agencySubmitted',
  'agencyAccepted',
] as const;
export type InnovationKind = (typeof innovationKinds)[number];

/** `listed` is an entry of a public source that nobody has claimed yet. */
export type Innovations = Record<InnovationKind | 'listed', string>;

/** Takes the steps of one innovation, each at the version that it stands at. */
type Steps = ReturnType<typeof stepsOf>;

function stepsOf(db: TestDatabase, people: People, id: string, isAgency: boolean) {
  const step = async () => {
    const { rows } = await db.owner.query<{ version: number }>('select version from innovations where id = $1', [id]);
    return { id, key: newId(), version: rows[0]?.version ?? 0 };
  };
  const writer = isAgency ? 'agencyInnovator' : 'villageInnovator';
  const head = isAgency ? 'agencyHead' : 'villageHead';
  const { as, side } = people;
  return {
    propose: async () => proposeInnovation(await as(writer), await step()),
    confirm: async () => confirmInnovation(await as(head), await step()),
    decline: async () => declineInnovation(await as(head), { ...(await step()), note: canary(side, 'declinedNote') }),
    accept: async () => acceptInnovation(await as('verifier'), await step()),
    giveBack: async () =>
      returnInnovation(await as('verifier'), {
        ...(await step()),
        note: canary(side, 'returnedNote'),
        remarks: { summary: canary(side, 'remark') },
      }),
    archive: async () => archiveInnovation(await as('administrator'), await step()),
  };
}

const lives: Record<InnovationKind, readonly (keyof Steps)[]> = {
  draft: [],
  declined: ['propose', 'decline'],
  proposed: ['propose'],
  waiting: ['propose'],
  submitted: ['propose', 'confirm'],
  returned: ['propose', 'confirm', 'giveBack'],
  accepted: ['propose', 'confirm', 'accept'],
  archived: ['propose', 'confirm', 'accept'],
  filled: [],
  agencyDraft: [],
  agencySubmitted: ['propose', 'confirm'],
  agencyAccepted: ['propose', 'confirm', 'accept'],
};

/** One innovation of each kind, by the acts that people do. The one to be archived is still accepted. */
export async function arrangeInnovations(db: TestDatabase, people: People): Promise<Innovations> {
  const ids = {} as Innovations;
  for (const kind of innovationKinds) {
    ids[kind] = await write(people, kind);
    const steps = stepsOf(db, people, ids[kind], kind.startsWith('agency'));
    for (const step of lives[kind]) await steps[step]();
  }
  return { ...ids, listed: await list(db, people) };
}

async function list(db: TestDatabase, { as, side, tenant }: People): Promise<string> {
  const named = side === 'a' ? 'Contoh' : 'Seberang';
  const known = { owner: { name: `Desa ${named} Satu` }, calledInnovation: true, year: 2024, awards: null };
  const about = {
    title: canary(side, 'listedTitle'),
    summary: 'Dari daftar.',
    affair: 'Kesehatan',
    form: 'Pelayanan publik',
  };
  await loadListed(await as('administrator'), 'walk', [{ ...known, ...about, sources: [], topics: [], example: true }]);
  const query = "select id from innovations where tenant_id = $1 and state = 'listed' and organization_id is not null";
  const { rows } = await db.owner.query<{ id: string }>(query, [tenant.id]);
  if (!rows[0]) throw new Error('the listed entry has no owner');
  return rows[0].id;
}

export const archive = (db: TestDatabase, people: People, { archived }: Innovations) =>
  stepsOf(db, people, archived, false).archive();

async function write({ as, side, places }: People, kind: InnovationKind): Promise<string> {
  const isAgency = kind.startsWith('agency');
  const ctx = await as(isAgency ? 'agencyInnovator' : kind === 'filled' ? 'districtInnovator' : 'villageInnovator');
  const [id, word] = [newId(), (part: string) => canary(side, `${kind}${part}`)];
  await createDraft(ctx, { id, organizationId: isAgency ? places.agency : places.village, title: word('Title') });
  await saveFields(ctx, { id, version: 1, patch: { objective: word('First') } });
  await saveFields(ctx, {
    id,
    version: 2,
    patch: {
      ...completeProposal,
      title: word('Title'),
      topics: [canary(side, 'topic').toLowerCase()],
      summary: `${word('Summary')} warga menabung sampah kering setiap Sabtu.`,
      initiatorName: word('Initiator'),
      designProblem: `${word('Text')} ${wordsOf(50)}`,
      budgetLink: `https://contoh.id/${word('Budget')}`,
    },
  });
  return id;
}
