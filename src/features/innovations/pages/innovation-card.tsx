import { Chip, ExampleChip, LinkCard, useMessages } from '#ui/index.ts';
import type { PublishedRow } from '../published.queries.ts';

/** An entry of the catalogue in any list of them. */
export function InnovationCard({ row, level = 3 }: { row: PublishedRow; level?: 2 | 3 }) {
  const { catalogue, innovations } = useMessages();
  const place = row.districtName && catalogue.district(row.districtName);
  const chips = (
    <>
      {row.affair && <Chip tone="tarum">{row.affair}</Chip>}
      {row.stage && <Chip>{stageName(row.stage, innovations.stages)}</Chip>}
      {!row.calledInnovation && <Chip tone="nila">{catalogue.chips.program}</Chip>}
      {row.state === 'listed' && <Chip tone="nila">{catalogue.chips.listed}</Chip>}
      {row.example && <ExampleChip />}
    </>
  );
  return (
    <LinkCard
      to={`/inovasi/${row.id}`}
      title={row.title}
      level={level}
      chips={chips}
      summary={row.summary}
      foot={{
        icon: row.organizationKind === 'village' || row.organizationKind === 'ward' ? 'map-pin' : 'building-2',
        text: [row.organizationName, place].filter(Boolean).join(' · '),
      }}
    />
  );
}

export function stageName(stage: string, names: Readonly<Record<string, string>>): string {
  return names[stage] ?? stage;
}
