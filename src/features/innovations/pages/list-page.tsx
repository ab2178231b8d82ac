import {
  ButtonLink,
  Chips,
  EmptyState,
  ExampleChip,
  ExportLinks,
  formatShortDate,
  LinkCard,
  Page,
  Section,
  useMessages,
} from '#ui/index.ts';
import type { InnovationLine } from '../innovation.queries.ts';
import type { State } from '../life-cycle.ts';
import { StateChip } from './state-chip.tsx';

const groups: readonly { key: 'yours' | 'waiting' | 'done'; states: readonly State[] }[] = [
  { key: 'yours', states: ['returned', 'draft'] },
  { key: 'waiting', states: ['proposed', 'submitted'] },
  { key: 'done', states: ['accepted', 'archived'] },
];

export interface ListPageProps {
  lines: readonly InnovationLine[];
  /** Whether the person writes innovations somewhere. */
  mayCreate: boolean;
  /** Whether the person holds an office of an organisation at all. */
  hasOffice: boolean;
}

/** The innovations of one's own organisations, by what is to be done. */
export function ListPage({ lines, mayCreate, hasOffice }: ListPageProps) {
  const { list } = useMessages().innovations;
  const create = mayCreate && (
    <ButtonLink to="/kerja/inovasi/baru" icon="plus">
      {list.new}
    </ButtonLink>
  );
  return (
    <Page title={list.title} aside={lines.length > 0 && create}>
      {lines.length === 0 && (
        <EmptyState title={list.empty} action={create}>
          {hasOffice ? list.emptyHelp : list.noOffice}
        </EmptyState>
      )}
      {groups.map(({ key, states }) => (
        <Group title={list.groups[key]} lines={lines.filter((line) => states.includes(line.state))} />
      ))}
      {lines.length > 0 && <ExportLinks list="/kerja/inovasi" />}
    </Page>
  );
}

function Group({ title, lines }: { title: string; lines: readonly InnovationLine[] }) {
  const { list } = useMessages().innovations;
  if (lines.length === 0) return null;
  return (
    <Section title={title}>
      <div class="grid gap-4 md:grid-cols-2">
        {lines.map((line) => (
          <LinkCard
            to={`/kerja/inovasi/${line.id}`}
            title={line.title || list.untitled}
            chips={
              <Chips>
                <StateChip state={line.state} />
                {line.example && <ExampleChip />}
              </Chips>
            }
            foot={{
              icon: 'clock',
              text: `${line.organizationName} · ${list.changed(formatShortDate(line.updatedAt))}`,
            }}
          />
        ))}
      </div>
    </Section>
  );
}
