import type { ComponentChildren } from 'preact';
import { type Area, chainName, titleOf } from '#features/areas/index.ts';
import { A, type Definition, DefinitionList, Icon, useMessages } from '#ui/index.ts';
import type { Organization } from '../organization.ts';
import type { OrganizationView } from '../pages.queries.ts';
import { OrganizationName } from './organization-name.tsx';
import { addressOfArea } from './region-page.tsx';

/** Everything that is known; what is not is said so. */
export function OrganizationDetails({ organization, parent, chain }: OrganizationView) {
  const { kinds, references, one: words } = useMessages().organizations;
  const { kind, shortName, reference, address, phone, email, fictional } = organization;
  // This page is the page of that area: a link would lead to itself.
  const ownArea = kind === 'village' || kind === 'ward' ? organization.areaCode : null;
  const items: (Definition | null)[] = [
    { term: words.kind, value: kinds[kind] },
    shortName === null ? null : { term: words.shortName, value: shortName },
    parent && { term: words.parent, value: <ParentLink parent={parent} /> },
    kind === 'agency' && chain.length === 0
      ? null
      : { term: words.area, value: chain.length > 0 ? <AreaLinks chain={chain} own={ownArea} /> : null },
    reference === null || fictional ? null : { term: references[kind], value: reference },
    { term: words.address, value: address },
    {
      term: words.phone,
      value: phone && (
        <a class="link" href={`tel:${phone.replace(/[^+\d]/g, '')}`}>
          {phone}
        </a>
      ),
    },
    {
      term: words.email,
      value: email && (
        <a class="link" href={`mailto:${email}`}>
          {email}
        </a>
      ),
    },
    kind === 'school' ? { term: words.location, value: <MapLink {...organization} /> } : null,
    { term: words.source, value: <Source {...organization} /> },
  ];
  return <DefinitionList items={items.filter((item) => item !== null)} />;
}

function ParentLink({ parent }: { parent: Organization }) {
  return (
    <A to={`/organisasi/${parent.id}`} class="link inline-block py-0.5">
      <OrganizationName organization={parent} />
    </A>
  );
}

function AreaLinks({ chain, own }: { chain: readonly Area[]; own: string | null }) {
  const known = [...chain].reverse().filter(({ level }) => level > 2);
  if (known.length === 0) return <>{chainName(chain)}</>;
  return (
    <>
      {known.map((area, i) => (
        <>
          {i > 0 && ', '}
          {area.code === own ? (
            titleOf(area)
          ) : (
            <A to={addressOfArea(area)} class="link inline-block py-0.5">
              {titleOf(area)}
            </A>
          )}
        </>
      ))}
    </>
  );
}

function MapLink({ latitude, longitude }: Organization): ComponentChildren {
  const { one } = useMessages().organizations;
  if (latitude === null || longitude === null) return <Unknown />;
  const place = `${latitude}/${longitude}`;
  return (
    <A to={`https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=16/${place}`} rel="noreferrer">
      {one.map}
    </A>
  );
}

function Unknown() {
  const { ui } = useMessages();
  return <span class="text-tinta-3">{ui.unknown}</span>;
}

const address = /[\s,]*(https?:\/\/[^\s;()]+)/g;

/** The source as its list wrote it, with its addresses as links. */
function Source({ source, sourceYear }: Organization): ComponentChildren {
  const { one } = useMessages().organizations;
  if (source === null) return <Unknown />;
  const links = [...source.matchAll(address)].map(([, link = '']) => link).filter((link) => URL.canParse(link));
  const words = source.replace(address, '').replace(/^[\s;:,]+|[\s;:,]+$/g, '');
  return (
    <>
      {words && <span class="block">{words}</span>}
      {links.map((link) => (
        <A to={link} rel="noreferrer" class="link me-3 inline-flex min-h-6 items-center gap-1">
          <Icon name="external-link" size={15} />
          {new URL(link).host}
        </A>
      ))}
      {sourceYear !== null && <span class="text-tinta-2">({one.sourceYear(sourceYear)})</span>}
    </>
  );
}
