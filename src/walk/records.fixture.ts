import { Readable } from 'node:stream';
import { addEvent } from '#features/calendar/event.acts.ts';
import { eventOf, inputOf } from '#features/calendar/testing-events.ts';
import { addTopic, retireTopic } from '#features/innovations/topic.acts.ts';
import { makeKey } from '#features/open-data/key.acts.ts';
import { draftPaper, editPaper, issuePaper } from '#features/papers/paper.acts.ts';
import { exampleDecree, filledIn } from '#features/papers/testing-paper.ts';
import { bringScan, confirmScan } from '#features/papers/validity.acts.ts';
import { inviteIntoOffice, offerReset } from '#features/people/invitation.acts.ts';
import { saveProvider } from '#features/people/providers.acts.ts';
import { invitation } from '#features/people/testing-codes.ts';
import { changeLetterhead, changeLogo } from '#features/regions/letterhead.acts.ts';
import { newId } from '#platform/ids.ts';
import type { TestDatabase } from '#platform/testing/database.ts';
import { samplePdf, samplePhoto } from '#platform/testing/sample-files.ts';
import { canary, type Sighting } from './canaries.fixture.ts';
import type { People } from './people.fixture.ts';

/** What only its receiver is told, by kind. */
export type Handed = Record<'token' | 'letterCode' | 'mailedCode' | 'resetCode', string>;

export async function arrangeTopics({ as, side }: People): Promise<void> {
  const ctx = await as('administrator');
  await addTopic(ctx, canary(side, 'topic'));
  await addTopic(ctx, canary(side, 'retiredTopic'));
  await retireTopic(ctx, canary(side, 'retiredTopic').toLowerCase(), true);
}

/** Everything that is no innovation, by the acts that people do. */
export async function arrangeRecords(db: TestDatabase, people: People): Promise<Handed> {
  await addEvents(people);
  await addPapers(db, people);
  await writeLetterhead(db, people);
  await addProviders(db, people);
  await addPasskeys(db, people);
  return { ...(await sendCodes(db, people)), token: await addKey(db, people) };
}

async function addEvents({ as, side }: People): Promise<void> {
  const ctx = await as('administrator');
  for (const [kind, open] of [
    ['openEvent', true],
    ['innerEvent', false],
  ] as const) {
    const word = (part: string) => canary(side, `${kind}${part}`);
    await addEvent(ctx, inputOf({ ...eventOf(), id: newId(), name: word('Name'), note: word('Note'), open }));
  }
}

/** One that is still written, two that wait for their signature, and one that is valid by a scan. */
async function addPapers(db: TestDatabase, people: People): Promise<void> {
  const { as, side } = people;
  const ctx = await as('administrator');
  const printing = { origin: 'http://127.0.0.1', letterhead: { lines: ['Pemerintah'] } };
  for (const [at, kind] of ['draftDecree', 'issuedDecree', 'waitingDecree', 'validDecree'].entries()) {
    const word = (part: string) => canary(side, `${kind}${part}`);
    const id = newId();
    await draftPaper(ctx, { id, ...exampleDecree() });
    const texts = { about: word('About'), considering: word('Body'), signerName: word('Signer') };
    const number = `${word('Number')}/${at}`;
    await editPaper(ctx, { id, version: 1 }, { ...filledIn, ...texts, number });
    if (kind === 'draftDecree') continue;
    await issuePaper(ctx, db.files, printing, { id, version: 2 });
    if (kind !== 'validDecree') continue;
    await bringScan(ctx, db.files, { id, version: 3 }, await receive(db, samplePdf(word('Scan'))));
    await confirmScan(await as('verifier'), { id, version: 4 }, true);
  }
}

const receive = (db: TestDatabase, bytes: Buffer) => db.files.receive(Readable.from([bytes]), 100_000_000);

async function writeLetterhead(db: TestDatabase, { as, side }: People): Promise<void> {
  const ctx = await as('administrator');
  const help = { operatorName: `Balitbangda ${side}`, helpLabel: '0800-1234', helpHref: null };
  await changeLetterhead(ctx, { version: 0, ...help, lines: [canary(side, 'letterhead')] });
  const content = await receive(db, await samplePhoto({ side: 64, seed: side === 'a' ? 1 : 2 }));
  await changeLogo(ctx, db.files, { name: 'logo.jpg', mediaType: 'image/jpeg', content, thumbnail: null });
}

/** Two places to sign in, one of them closed; the village's innovator is linked with the first. */
async function addProviders(db: TestDatabase, people: People): Promise<void> {
  const { as, side, tenant, persons } = people;
  for (const kind of ['openProvider', 'closedProvider']) {
    const word = (part: string) => canary(side, `${kind}${part}`);
    const issuer = `https://${word('Issuer').toLowerCase()}.example`;
    const id = newId();
    await saveProvider(await as('administrator'), {
      id,
      label: word('Label'),
      issuer,
      clientId: word('Client'),
      clientSecret: word('Secret'),
      scope: 'openid profile',
      nipClaim: 'nip',
      authorizationEndpoint: `${issuer}/auth`,
      tokenEndpoint: `${issuer}/token`,
      jwksUri: `${issuer}/jwks`,
      enabled: kind === 'openProvider',
    });
    if (kind === 'closedProvider') continue;
    const sealed = db.secrets.seal(nipOf(side));
    await db.owner.query(
      `insert into external_identities (tenant_id, issuer, subject, provider_id, user_id, nip_sealed, nip_digest)
       values ($1, $2, $3, $4, $5, $6, 'x')`,
      [tenant.id, issuer, word('Subject'), id, persons.villageInnovator.userId, sealed],
    );
  }
}

/** Made by a device that is not here: it is listed, renamed and removed, and signs nobody in. */
async function addPasskeys(db: TestDatabase, { side, persons }: People): Promise<void> {
  for (const office of ['villageInnovator', 'districtInnovator'] as const) {
    await db.owner.query(
      `insert into auth.passkey (name, "publicKey", "userId", "credentialID", counter, "deviceType", "backedUp")
       values ($1, 'x', $2, $3, 0, 'singleDevice', false)`,
      [canary(side, `${office}Passkey`), persons[office].userId, `walk-${side}-${office}`],
    );
  }
}

export const nipOf = (side: Sighting['side']) => (side === 'a' ? '198703152010011003' : '199004012015022004');

async function sendCodes(db: TestDatabase, { as, side, places, persons }: People): Promise<Omit<Handed, 'token'>> {
  const ctx = await as('administrator');
  const organizationId = places.village;
  const letter = await inviteIntoOffice(ctx, invitation({ organizationId, name: canary(side, 'invited') }));
  const email = `${canary(side, 'invitedEmail')}@contoh.id`;
  const way = { name: canary(side, 'mailedInvited'), channel: 'email', email } as const;
  const mailed = await inviteIntoOffice(
    ctx,
    invitation({ organizationId, role: 'organization_head', ...way, ...later }),
  );
  // It came back: the page of what could not be delivered lists it.
  await db.owner.query(
    "update mails set state = 'refused', settled_at = now(), problem = '550 unknown' where kind = 'invitation'",
  );
  const reset = await offerReset(ctx, persons.villageInnovator.userId, { id: newId(), channel: 'letter' });
  return { letterCode: letter.code, mailedCode: mailed.code, resetCode: reset.code };
}

/** A stand-in, so that the office has room beside its head. */
const later = { kind: 'plh', from: '2026-03-01', to: '2026-12-31' } as const;

async function addKey(db: TestDatabase, { as, side, tenant, places }: People): Promise<string> {
  const { rows } = await db.owner.query<{ id: string }>(
    "select id from offices where tenant_id = $1 and organization_id = $2 and role = 'innovator'",
    [tenant.id, places.village],
  );
  return makeKey(await as('administrator'), {
    id: newId(),
    name: canary(side, 'keyName'),
    officeId: rows[0]?.id ?? '',
    scopes: ['innovations:write', 'innovations:propose'],
    expiresOn: new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10),
  });
}
