import { A, Card, CardGrid, EmptyState, ExampleChip, Page, useMessages } from '#ui/index.ts';

export interface RegionDoor {
  slug: string;
  name: string;
  demonstration: boolean;
}

/** `/` where the host belongs to no region. */
export function RegionsPage({ regions }: { regions: readonly RegionDoor[] }) {
  const { regions: words } = useMessages().portal;
  return (
    <Page title={words.title} lead={words.lead}>
      {regions.length === 0 ? (
        <EmptyState title={words.none} />
      ) : (
        <CardGrid>
          {regions.map((region) => (
            <Card>
              <h2 class="flex flex-wrap items-center gap-2 text-lg">
                <A to={`/${region.slug}/`}>{region.name}</A>
                {region.demonstration && <ExampleChip />}
              </h2>
            </Card>
          ))}
        </CardGrid>
      )}
    </Page>
  );
}
