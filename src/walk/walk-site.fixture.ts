import { openDirectory } from '#platform/http/directory.ts';
import type { App } from '#platform/http/env.ts';
import { freshDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { createApp } from '../app.ts';
import { canaryFinder, type Literals, type Side, type Sighting, sides } from './canaries.fixture.ts';
import { arrangeEvidence, arrangeSheets } from './evidence.fixture.ts';
import { archive, arrangeInnovations, type Innovations } from './innovations.fixture.ts';
import { arrangePeople, contactOf, type People, phoneOf, walkPassword } from './people.fixture.ts';
import { arrangeRecords, arrangeTopics, type Handed, nipOf } from './records.fixture.ts';
import { arrangeVisitors, type Visitor } from './visitors.fixture.ts';

export interface Region extends People {
  /** Where its pages stand: the demonstration's at the root, the neighbour's under its name. */
  base: string;
  innovations: Innovations;
  handed: Handed;
}

/** Two tenants, both full, behind the whole app. */
export interface WalkSite {
  db: TestDatabase;
  app: App;
  /** The same over the same database, where mails are shown instead of sent. */
  showing: App;
  regions: Record<Side, Region>;
  visitors: Visitor[];
  find(text: string): Sighting[];
  close(): Promise<void>;
}

export async function openWalkSite(): Promise<WalkSite> {
  const db = await freshDatabase();
  const directory = await openDirectory(db.pool);
  const settings = { origin: 'http://127.0.0.1', trustProxy: true, requestsPerMinute: 0, homeSlug: 'bekasikab' };
  const parts = {
    ...db,
    directory,
    migrations: 'migrations',
    jobsReady: async () => true,
    metricsToken: 'metrics-uji',
  };
  const [app, showing] = await Promise.all(
    (['smtp', 'shown'] as const).map((mail) => createApp({ ...settings, clientFolder: null, mail }, parts)),
  );
  if (!app || !showing) throw new Error('no app');
  const regions = { a: await arrangeRegion(db, 'a'), b: await arrangeRegion(db, 'b') };
  await directory.reload();
  return {
    db,
    app,
    showing,
    regions,
    visitors: await arrangeVisitors(db, app, regions),
    find: canaryFinder(literalsOf(regions)),
    async close() {
      directory.stop();
      await db.close();
    },
  };
}

async function arrangeRegion(db: TestDatabase, side: Side): Promise<Region> {
  const people = await arrangePeople(db, side);
  await arrangeTopics(people);
  const innovations = await arrangeInnovations(db, people);
  await arrangeEvidence(db, people, innovations);
  await archive(db, people, innovations);
  await arrangeSheets(db, people);
  const handed = await arrangeRecords(db, people);
  return { ...people, base: side === 'a' ? '' : '/tetangga', innovations, handed };
}

function literalsOf(regions: Record<Side, Region>): Literals {
  const found = sides.flatMap((side) => {
    const own = { phone: phoneOf(side), villagePhone: contactOf(side), nip: nipOf(side), ...regions[side].handed };
    return Object.entries(own).map(([kind, literal]): [string, Sighting] => [literal, { side, kind }]);
  });
  return new Map([...found, [walkPassword, { side: 'a', kind: 'password' }]]);
}
