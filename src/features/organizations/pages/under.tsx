import { A, Card, formatNumber, useMessages } from '#ui/index.ts';
import type { Organization, OrganizationKind } from '../organization.ts';
import type { Counts } from '../pages.queries.ts';
import { KnownNote } from './known.tsx';
import { OrganizationName } from './organization-name.tsx';

const shown = 12;

/** What stands under an organisation, by kind. */
export function Under({ under, counts, parent }: { under: Organization[]; counts: Counts; parent: Organization }) {
  const kinds = Map.groupBy(under, ({ kind }) => kind);
  return (
    <div class="grid gap-6">
      {[...kinds].map(([kind, list]) => (
        <OfKind kind={kind} list={list} counts={counts} more={moreAddress(kind, parent)} />
      ))}
    </div>
  );
}

function OfKind({
  kind,
  list,
  counts,
  more,
}: {
  kind: OrganizationKind;
  list: Organization[];
  counts: Counts;
  more: string;
}) {
  const { kinds, one: words } = useMessages().organizations;
  return (
    <Card title={`${kinds[kind]} (${formatNumber(list.length)})`}>
      <ul>
        {list.slice(0, shown).map((one) => (
          <li>
            <A to={`/organisasi/${one.id}`} class="link inline-flex min-h-11 items-center">
              <span>
                <OrganizationName organization={one} />
              </span>
            </A>
          </li>
        ))}
      </ul>
      {list.length > shown && (
        <p>
          <A to={more} class="link inline-flex min-h-11 items-center">
            {words.more(formatNumber(list.length - shown))}
          </A>
        </p>
      )}
      <KnownNote counts={counts} kind={kind} />
    </Card>
  );
}

function moreAddress(kind: OrganizationKind, parent: Organization): string {
  const district = parent.kind === 'district_office' && parent.areaCode ? `&kecamatan=${parent.areaCode}` : '';
  return `/organisasi?jenis=${kind}${district}`;
}
