import type { ComponentChildren } from 'preact';
import { areaSource } from '#features/areas/index.ts';
import { A, Card, DefinitionList, ExampleChip, formatNumber, Page, useFrame, useMessages } from '#ui/index.ts';
import type { OrganizationKind } from '../organization.ts';
import type { Counts, SourceRow } from '../pages.queries.ts';

interface Props {
  sources: readonly SourceRow[];
  counts: Counts;
}

export function SourcesPage({ sources, counts }: Props) {
  const { tenant, messages } = useFrame();
  const { sources: words } = messages.organizations;
  return (
    <Page title={words.title} lead={words.lead}>
      <div class="grid items-start gap-6 lg:grid-cols-2">
        <AreasSource />
        <ListSource words={words.puskesmas} rows={ofKinds(sources, ['puskesmas'])}>
          <Reported counts={counts} />
        </ListSource>
        <ListSource words={words.schools} rows={ofKinds(sources, ['school'])} />
        <ListSource words={words.agencies} rows={ofKinds(sources, ['agency', 'hospital', 'district_office'])} />
        <ListedSource />
        <IndexSource />
        {tenant?.example && (
          <Card title={words.example.title} aside={<ExampleChip />}>
            <p>{words.example.text}</p>
          </Card>
        )}
      </div>
    </Page>
  );
}

/** Rows made from the list of areas have that list's own card. */
function ofKinds(sources: readonly SourceRow[], kinds: readonly OrganizationKind[]): SourceRow[] {
  return sources.filter(({ kind, source }) => kinds.includes(kind) && source !== areaSource.name);
}

function AreasSource() {
  const { areas: words, ...labels } = useMessages().organizations.sources;
  return (
    <Card title={words.title}>
      <DefinitionList
        items={[
          { term: labels.holder, value: <A to={areaSource.href}>{words.holder}</A> },
          {
            term: labels.licence,
            value: (
              <A to={areaSource.licenceHref} rel="license">
                {areaSource.licence}
              </A>
            ),
          },
          { term: labels.contents, value: words.use },
        ]}
      />
      <p class="mt-3 text-md text-tinta-2">{words.note}</p>
    </Card>
  );
}

interface ListSourceProps {
  words: { title: string; holder: string; use: string };
  rows: readonly SourceRow[];
  children?: ComponentChildren;
}

function ListSource({ words, rows, children }: ListSourceProps) {
  const labels = useMessages().organizations.sources;
  if (rows.length === 0) return null;
  const years = [...new Set(rows.map(({ sourceYear }) => sourceYear))].filter((year) => year !== null).sort();
  const total = rows.reduce((sum, { known }) => sum + known, 0);
  return (
    <Card title={words.title}>
      <DefinitionList
        items={[
          { term: labels.holder, value: words.holder },
          // No licence is stated where these lists were found.
          { term: labels.licence, value: null },
          { term: labels.year, value: years.length > 1 ? `${years.at(0)}–${years.at(-1)}` : years.at(0) },
          { term: labels.rows, value: labels.unit(formatNumber(total)) },
          { term: labels.contents, value: words.use },
        ]}
      />
      {children}
      <Links rows={rows} />
    </Card>
  );
}

function Links({ rows }: { rows: readonly SourceRow[] }) {
  const { links } = useMessages().organizations.sources;
  const sources = [...new Set(rows.map(({ source }) => source))];
  return (
    <details class="mt-3">
      <summary class="link inline-flex min-h-11 cursor-pointer items-center">
        {links(formatNumber(sources.length))}
      </summary>
      <ul class="grid gap-1 text-sm wrap-anywhere text-tinta-2">
        {sources.map((source) => (
          <li>{source}</li>
        ))}
      </ul>
    </details>
  );
}

function Reported({ counts }: { counts: Counts }) {
  const { kinds, known, sources } = useMessages().organizations;
  const count = counts.get('puskesmas');
  if (!count?.reported) return null;
  const { reported, source } = count.reported;
  return (
    <p class="mt-3 text-md wrap-anywhere text-tinta-2">
      <b>{known.of(formatNumber(count.known), formatNumber(reported))}</b> {known.label(kinds.puskesmas)}.{' '}
      {sources.puskesmas.reported} <A to={source}>{source}</A>
    </p>
  );
}

function ListedSource() {
  const { listed, ...labels } = useMessages().organizations.sources;
  return (
    <Card title={listed.title}>
      <DefinitionList
        items={[
          { term: labels.holder, value: listed.holder },
          { term: labels.licence, value: null },
          { term: labels.contents, value: listed.use },
        ]}
      />
    </Card>
  );
}

function IndexSource() {
  const { index, ...labels } = useMessages().organizations.sources;
  return (
    <Card title={index.title}>
      <DefinitionList
        items={[
          { term: labels.holder, value: index.holder },
          { term: labels.licence, value: labels.publicDomain },
          { term: labels.year, value: index.year },
          { term: labels.contents, value: index.use },
        ]}
      />
      <p class="mt-3 text-md text-tinta-2">{index.note}</p>
    </Card>
  );
}
