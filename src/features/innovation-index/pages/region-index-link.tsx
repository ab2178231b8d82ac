import { ButtonLink, useMessages } from '#ui/index.ts';
import type { Edition } from '../edition.ts';
import { address } from './addresses.ts';

/** What the stated levels came to, and the page that shows it. */
export function RegionIndexLink({ edition, index }: { edition: Edition; index: string }) {
  const words = useMessages().indexPages.spd;
  return (
    <ButtonLink to={address('/indeks', edition)} tone="plain" icon="chart-column">
      {words.indexNow(index)}
    </ButtonLink>
  );
}
