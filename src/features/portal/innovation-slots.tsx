import {
  innovationCountsByDistrict,
  innovationCountsByVillage,
  innovationsOfArea,
  innovationsOfOrganization,
  type PublishedRow,
} from '#features/innovations/index.ts';
import { CardGrid, Chip, ExampleChip, LinkCard } from '#ui/index.ts';

/** What the pages of organisations and areas, which may not know innovations, show of them. */
export const innovationSlots = {
  countsByDistrict: innovationCountsByDistrict,
  countsByVillage: innovationCountsByVillage,
  ofOrganization: async (...args: Parameters<typeof innovationsOfOrganization>) =>
    cardsOf(await innovationsOfOrganization(...args)),
  ofArea: async (...args: Parameters<typeof innovationsOfArea>) => cardsOf(await innovationsOfArea(...args)),
};

function cardsOf(rows: readonly PublishedRow[]) {
  return rows.length === 0 ? null : <InnovationCards rows={rows} />;
}

export function InnovationCards({ rows }: { rows: readonly PublishedRow[] }) {
  return (
    <CardGrid>
      {rows.map((row) => (
        <LinkCard
          to={`/inovasi/${row.id}`}
          title={row.title}
          chips={
            <>
              {row.affair && <Chip tone="tarum">{row.affair}</Chip>}
              {row.example && <ExampleChip />}
            </>
          }
          summary={row.summary}
          foot={{ icon: 'building-2', text: [row.organizationName, row.districtName].filter(Boolean).join(' · ') }}
        />
      ))}
    </CardGrid>
  );
}
