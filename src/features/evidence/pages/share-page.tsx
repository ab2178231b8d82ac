import type { Indicator } from '#features/innovation-index/index.ts';
import type { LeveledInnovation } from '#features/innovations/index.ts';
import type { Fault } from '#platform/errors.ts';
import {
  Button,
  ButtonLink,
  Card,
  CheckboxGroup,
  ErrorSummary,
  Form,
  Page,
  Select,
  StickyBar,
  useMessages,
} from '#ui/index.ts';
import { placeInAddress } from '../document.ts';
import type { DocumentUses } from '../evidence.queries.ts';
import { sayFaults, sayPlace } from './words.ts';

export interface SharePageProps {
  innovation: LeveledInnovation;
  found: DocumentUses;
  indicators: readonly Indicator[];
  /** The place as in an address, and ids. */
  chosen: { place: string; innovations: readonly string[] };
  faults: readonly Fault[];
}

/** One document for every innovation that it names. */
export function SharePage({ innovation, found, indicators, chosen, faults }: SharePageProps) {
  const messages = useMessages();
  const { evidence } = messages;
  const words = evidence.share;
  const problems = sayFaults(messages, faults);
  const home = `/kerja/inovasi/${innovation.id}/berkas`;
  return (
    <Page
      title={words.title}
      width="form"
      lead={words.lead}
      breadcrumb={[
        { label: innovation.title, to: `/kerja/inovasi/${innovation.id}` },
        { label: evidence.title, to: home },
        { label: found.document.title },
      ]}
    >
      <ErrorSummary errors={problems} />
      <Card title={found.document.title}>
        <p class="font-semibold">{words.uses}</p>
        <ul class="mt-1 list-disc pl-5">
          {found.uses.map(({ title, indicator }) => (
            <li>{words.use(title, sayPlace(messages, indicator, indicators))}</li>
          ))}
        </ul>
      </Card>
      <Form action={`${home}/${found.document.id}/pakai`} class="mt-6">
        <Select
          name="place"
          label={words.place}
          error={problems.place}
          value={chosen.place || 'inovasi'}
          empty={null}
          options={['', ...indicators.map(({ code }) => code)].map((place) => ({
            value: placeInAddress(place),
            label: sayPlace(messages, place, indicators),
          }))}
        />
        <CheckboxGroup
          name="innovations"
          label={words.innovations}
          error={problems.innovations}
          values={chosen.innovations}
          options={found.innovations.map(({ id, title }) => ({ value: id, label: title || id }))}
        />
        <StickyBar>
          <ButtonLink to={home} tone="plain">
            {evidence.back}
          </ButtonLink>
          <Button>{words.button}</Button>
        </StickyBar>
      </Form>
    </Page>
  );
}
