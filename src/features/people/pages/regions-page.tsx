import { ButtonLink, EmptyState, ExampleChip, Page, Table, useMessages } from '#ui/index.ts';
import type { Region } from '../regions.queries.ts';

export function RegionsPage({ regions, origin }: { regions: readonly Region[]; origin: string }) {
  const { people, signIn } = useMessages();
  const { regions: words } = people;
  if (regions.length === 0) {
    return (
      <Page title={words.title}>
        <EmptyState title={words.empty}>{words.emptyHelp}</EmptyState>
      </Page>
    );
  }
  return (
    <Page
      title={words.title}
      lead={words.lead}
      aside={
        <div class="flex flex-wrap gap-2">
          <ButtonLink to="/platform/kesehatan" tone="plain">
            {words.health}
          </ButtonLink>
          <ButtonLink to="/platform/daerah/baru" icon="plus">
            {words.open}
          </ButtonLink>
        </div>
      }
    >
      <Table
        caption={words.title}
        rows={regions}
        rowKey={(region) => region.slug}
        columns={[
          {
            key: 'name',
            head: words.region,
            main: true,
            cell: (region) => (
              <span class="flex flex-wrap items-center gap-2">
                {region.name}
                {region.demonstration && <ExampleChip />}
              </span>
            ),
          },
          { key: 'code', head: words.code, cell: (region) => region.areaCode ?? words.none },
          { key: 'slug', head: words.slug, cell: (region) => region.slug },
          {
            key: 'address',
            head: words.address,
            cell: (region) => (
              <a class="link wrap-anywhere" href={`/${region.slug}`}>
                {`${origin}/${region.slug}`}
              </a>
            ),
          },
          { key: 'hosts', head: words.hosts, cell: (region) => region.hosts.join(', ') || words.none },
          {
            key: 'setUp',
            head: words.setUp,
            cell: (region) => <LinkTo to="siapkan" region={region} label={words.setUpLink} />,
          },
          {
            key: 'viewing',
            head: signIn.viewing.title,
            cell: (region) => <LinkTo to="kerja/lihat-sebagai" region={region} label={signIn.viewing.platformLink} />,
          },
        ]}
      />
    </Page>
  );
}

function LinkTo({ to, region, label }: { to: string; region: Region; label: string }) {
  return (
    <a class="link" href={`/${region.slug}/${to}`}>
      {label} <span class="sr-only">{region.name}</span>
    </a>
  );
}
