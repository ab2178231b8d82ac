import type { Area } from '#features/areas/index.ts';
import { ButtonLink, Chip, EmptyState, Page, SearchBox, useMessages } from '#ui/index.ts';

export interface ChooseAreaPageProps {
  q: string;
  /** With the address of the region where it is open already. */
  areas: readonly (Area & { slug: string | null })[];
}

export function ChooseAreaPage({ q, areas }: ChooseAreaPageProps) {
  const { choose } = useMessages().regions;
  return (
    <Page title={choose.title} lead={choose.lead} width="text" breadcrumb={[{ label: choose.title }]}>
      <SearchBox action="/platform/daerah/baru" label={choose.search} placeholder={choose.search} value={q} />
      {areas.length === 0 ? (
        <EmptyState title={q === '' ? choose.start : choose.none}>
          {q === '' ? choose.startHelp : choose.noneHelp}
        </EmptyState>
      ) : (
        <ul class="mt-6 grid gap-3">
          {areas.map((area) => (
            <li class="card on-paper flex flex-wrap items-center justify-between gap-3 border-garis bg-white">
              <div>
                <strong>{area.name}</strong>
                <p class="text-sm text-tinta-3">{choose.code(area.code)}</p>
              </div>
              {area.slug === null ? (
                <ButtonLink to={`/platform/daerah/baru?kode=${area.code}`} tone="plain" icon="plus">
                  {choose.open}
                  <span class="sr-only">{`: ${area.name}`}</span>
                </ButtonLink>
              ) : (
                <Chip>{choose.isOpen}</Chip>
              )}
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}
