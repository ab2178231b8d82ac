import type { Fault } from '#platform/errors.ts';
import {
  Button,
  ButtonLink,
  ErrorSummary,
  Form,
  formatNumber,
  NumberField,
  Page,
  StickyBar,
  useFrame,
  useMessages,
} from '#ui/index.ts';
import type { Edition } from '../edition.ts';
import { EDITIONS } from '../editions.ts';
import { takesLevels } from '../level.ts';
import { address } from './addresses.ts';
import { EditionTabs, EstimateNote } from './edition-tabs.tsx';
import { sayFault } from './level-form-page.tsx';
import { RegionIndexLink } from './region-index-link.tsx';

export interface RegionTotalPageProps {
  edition: Edition;
  stored: number | null;
  /** What was typed when it came back with a fault. */
  typed: string | null;
  faults: readonly Fault[];
  index: number;
}

/** The region's own part as one number, for editions whose rows are not known. */
export function RegionTotalPage({ edition, stored, typed, faults, index }: RegionTotalPageProps) {
  const { tenant } = useFrame();
  const messages = useMessages();
  const { indexPages } = messages;
  const words = indexPages.spd;
  const path = '/kerja/indeks/spd';
  const errors = faults.map((fault) => ({ name: fault.field, message: sayFault(messages, fault) }));
  const shown = stored === null ? '' : formatNumber(stored);
  return (
    <Page
      title={words.title}
      width="form"
      lead={indexPages.rows.spdTotalNote}
      breadcrumb={[{ label: indexPages.crumb, to: address('/indeks', edition) }, { label: words.title }]}
      example={tenant?.example}
      aside={<RegionIndexLink edition={edition} index={formatNumber(index, 2)} />}
    >
      <EditionTabs path={path} edition={edition} editions={EDITIONS.filter(takesLevels)} />
      <EstimateNote edition={edition} levelsOf={null} />
      <ErrorSummary errors={errors} />
      <Form action={address(path, edition)} hidden={{ seen: shown }}>
        <NumberField
          name="total"
          label={words.totalLabel(formatNumber(edition.spd.max))}
          hint={words.totalHint}
          value={typed ?? shown}
          error={errors.find(({ name }) => name === 'total')?.message}
        />
        <StickyBar>
          <ButtonLink to={address('/indeks', edition)} tone="plain">
            {indexPages.form.back}
          </ButtonLink>
          <Button>{words.totalSave}</Button>
        </StickyBar>
      </Form>
    </Page>
  );
}
