import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NotAllowed } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import type { Ctx } from '#platform/tenancy.ts';
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { failEveryCall } from '#platform/testing/faults.ts';
import { draftInnovationDecree } from './decree.acts.ts';
import { innovationsForDecree } from './decree.queries.ts';
import { type DecreeFilter, decreeFilter } from './decree.ts';
import { innovationDecree } from './decree-template.ts';
import { legalBasisOn } from './legal-basis.ts';
import { arrangeRegion, type TestRegion } from './testing-region.ts';
import { visitAs } from './testing-site.ts';

let db: TestDatabase;
let region: TestRegion;
let admin: Ctx;
const all: DecreeFilter = { year: null, affair: null, organizationKind: null };

beforeAll(async () => {
  db = await freshDatabase();
  region = await arrangeRegion(db);
  admin = db.ctx({ actor: await region.person('tenant_admin', region.agency) });
});
afterAll(() => db.close());

async function add(organizationId: string, title: string, more: Record<string, unknown> = {}): Promise<void> {
  const row = {
    state: 'accepted',
    main_affair: 'Sosial',
    initiator_kind: 'Masyarakat',
    accepted_at: '2026-05-01T00:00:00Z',
    ...more,
  };
  await db.owner.query(
    `insert into innovations (tenant_id, id, organization_id, title, state, main_affair, initiator_kind, accepted_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [region.tenant.id, newId(), organizationId, title, row.state, row.main_affair, row.initiator_kind, row.accepted_at],
  );
}

describe('the decree', () => {
  it('is not drafted while nothing was accepted, and the page says what to do first', async () => {
    await add(region.village.id, 'Masih draf', { state: 'draft', accepted_at: null });
    await expect(draftInnovationDecree(admin, newId(), all)).rejects.toMatchObject({
      faults: [{ field: '', message: 'papers.errors.nothingToName' }],
    });
    const { text } = await visitAs(db, admin.actor).get('/kerja/naskah/baru');
    expect(text).toContain('Belum ada inovasi yang diterima');
  });

  it('names what the filter lets through, by organisation and title, the year in WIB', async () => {
    await add(region.village.id, 'Posko Lansia');
    await add(region.village.id, 'Kelas Petang', { main_affair: 'Pendidikan' });
    // In Bekasi it was the new year already.
    await add(region.agency.id, 'Data Terbuka', { accepted_at: '2025-12-31T18:00:00Z', initiator_kind: null });
    await add(region.agency.id, 'Arsip Lama', { accepted_at: '2025-12-31T16:59:59Z' });
    const titles = async (filter: Partial<DecreeFilter>) =>
      (await innovationsForDecree(admin, { ...all, ...filter })).map(({ title }) => title);
    expect(await titles({})).toEqual(['Arsip Lama', 'Data Terbuka', 'Kelas Petang', 'Posko Lansia']);
    expect(await titles({ year: 2026 })).toEqual(['Data Terbuka', 'Kelas Petang', 'Posko Lansia']);
    expect(await titles({ affair: 'Pendidikan' })).toEqual(['Kelas Petang']);
    expect(await titles({ organizationKind: 'agency', year: 2025 })).toEqual(['Arsip Lama']);
    expect(await innovationsForDecree({ ...admin, tenant: db.tenants.tetangga }, all)).toEqual([]);
    expect((await innovationsForDecree(admin, { ...all, year: 2026 }))[0]).toEqual({
      title: 'Data Terbuka',
      organizationName: region.agency.name,
      affair: 'Sosial',
      initiatorKind: '',
    });
  });

  it('freezes the list when it is made: a later innovation is not in it', async () => {
    const id = newId();
    await draftInnovationDecree(admin, id, { ...all, year: 2026 });
    await add(region.other.id, 'Datang kemudian');
    await draftInnovationDecree(admin, id, { ...all, year: 2026 });
    const { rows } = await db.owner.query<{ data: { annexes: { rows: string[][] }[] }; about: string }>(
      'select data, about from papers where id = $1',
      [id],
    );
    expect(rows[0]?.data.annexes[0]?.rows.map((row) => row.slice(0, 2))).toEqual([
      ['1.', 'Data Terbuka'],
      ['2.', 'Kelas Petang'],
      ['3.', 'Posko Lansia'],
    ]);
    expect(rows[0]?.about).toMatch(/^Penetapan Inovasi Daerah .+ Tahun 2026$/);
  });

  it('is the administrator’s, whole or not at all', async () => {
    for (const role of ['verifier', 'organization_head', 'innovator'] as const) {
      const person = await region.person(role, region.agency);
      await expect(draftInnovationDecree(db.ctx({ actor: person }), newId(), all)).rejects.toThrow(NotAllowed);
      expect((await visitAs(db, person).get('/kerja/naskah/baru')).status).toBe(403);
    }
    const id = newId();
    await failEveryCall(db, admin, (ctx) => draftInnovationDecree(ctx, id, all));
  });

  it('is asked for on a page that keeps what was typed', async () => {
    const visitor = visitAs(db, admin.actor);
    const wrong = await visitor.submit('/kerja/naskah/baru', '/kerja/naskah/baru', { year: '26', affair: 'Sihir' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('value="26"');
    const right = { year: '2026', affair: '', organizationKind: 'village' };
    const made = await visitor.submit('/kerja/naskah/baru', '/kerja/naskah/baru', right);
    expect([made.status, made.to?.startsWith('/kerja/naskah/')]).toEqual([303, true]);
  });
});

describe('its template', () => {
  const tenant = { name: 'Kabupaten Bekasi', operatorName: 'Balitbangda Kabupaten Bekasi' };
  const one = { title: 'A', organizationName: 'Desa B', affair: 'Sosial', initiatorKind: 'ASN' };

  it('is signed by the head of the region and counts what it names', () => {
    const { signerOffice, about, content } = innovationDecree(tenant, all, [one, one], '2026-11-24');
    if (content.form !== 'decree') throw new Error('no decree');
    expect([signerOffice, about]).toEqual(['Bupati Bekasi', 'Penetapan Inovasi Daerah Kabupaten Bekasi']);
    expect(content.heading).toBe('Keputusan Bupati Bekasi');
    expect(content.considering[1]).toContain('bahwa 2 inovasi');
    expect(content.annexes[0]?.rows[1]).toEqual(['2.', 'A', 'Desa B', 'Sosial', 'ASN']);
    expect(content.annexes[0]?.columns).toHaveLength(5);
  });

  it('recalls what is in force on its day', () => {
    const names = (day: string) => legalBasisOn(day).recalling.map((text) => /Nomor \d+ Tahun \d{4}/.exec(text)?.[0]);
    expect(names('2026-11-24')).toContain('Nomor 104 Tahun 2018');
    expect(names('2026-11-24')).toContain('Nomor 38 Tahun 2017');
    expect(names('2017-01-01')).not.toContain('Nomor 38 Tahun 2017');
    expect(legalBasisOn('2026-04-28').noting).toEqual([]);
    expect(legalBasisOn('2026-04-29').noting).toHaveLength(1);
    expect(legalBasisOn('2027-04-01').noting).toEqual([]);
  });
});

it('the filter reads a form, and refuses what no list knows', () => {
  expect(decreeFilter.parse({ year: ' ', affair: '', organizationKind: '' })).toEqual(all);
  expect(decreeFilter.parse({ year: '2026', affair: 'Sosial', organizationKind: 'village' })).toEqual({
    year: 2026,
    affair: 'Sosial',
    organizationKind: 'village',
  });
  const faults = decreeFilter.safeParse({ year: '1999', affair: 'Sihir', organizationKind: 'raja' });
  expect(faults.error?.issues.map((issue) => issue.path[0])).toEqual(['year', 'affair', 'organizationKind']);
});
