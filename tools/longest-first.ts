import { relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take long, the longest first. A size tells little: they wait, kill, or make hundreds of requests. */
export const longest = [
  'src/platform/database/embedded-kill.test.ts',
  'src/features/people/second-factor.test.ts',
  'src/app.test.ts',
  'src/platform/backup/backup.test.ts',
  'src/features/people/sessions.test.ts',
  'src/features/people/external.test.ts',
  'src/ui/offline/offline.test.tsx',
  'src/platform/backup/upgrade.test.ts',
  'src/platform/database/embedded.test.ts',
  'src/features/areas/areas.test.ts',
  'src/features/innovations/scale.test.ts',
  'src/features/innovations/import.test.ts',
  'e2e/kill.test.ts',
  'e2e/desk.test.ts',
  'e2e/backup.test.ts',
  'e2e/registry.test.ts',
  'e2e/evidence.test.ts',
  'e2e/several.test.ts',
  'e2e/sign-in.test.ts',
];

const place = new Map(longest.map((file, at) => [file, at]));

/** Begins with the files that take long, so that all workers end together; the others follow by what Vitest knows. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const placeOf = ({ moduleId }: TestSpecification) =>
      place.get(relative(this.ctx.config.root, moduleId)) ?? longest.length;
    return sorted.toSorted((one, other) => placeOf(one) - placeOf(other));
  }
}
