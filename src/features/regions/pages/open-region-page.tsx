import type { Area } from '#features/areas/index.ts';
import {
  Button,
  ButtonLink,
  DefinitionList,
  ErrorSummary,
  Form,
  Page,
  StickyBar,
  TextField,
  useMessages,
} from '#ui/index.ts';
import { regionLimits } from '../region.ts';
import { sayFaults, type Told } from './faults.ts';

export interface OpenRegionPageProps {
  area: Area;
  typed: Readonly<Record<string, string>>;
  faults: readonly Told[];
}

export function OpenRegionPage({ area, typed, faults }: OpenRegionPageProps) {
  const messages = useMessages();
  const { choose, opening } = messages.regions;
  const errors = sayFaults(messages, faults);
  const field = (name: 'slug' | 'operatorName' | 'helpLabel') => ({
    name,
    label: opening[name],
    hint: opening[`${name}Hint`],
    value: typed[name],
    error: errors[name],
    maxlength: name === 'slug' ? regionLimits.slug : regionLimits.name,
    autocomplete: 'off',
  });
  return (
    <Page
      title={opening.title(area.name)}
      lead={opening.lead}
      width="form"
      breadcrumb={[{ label: choose.title, to: '/platform/daerah/baru' }, { label: area.name }]}
    >
      <ErrorSummary errors={errors} />
      <Form action="/platform/daerah/baru" hidden={{ areaCode: area.code }}>
        <DefinitionList items={[{ term: opening.area, value: `${area.name} (${area.code})` }]} />
        <TextField {...field('slug')} width="half" required />
        <TextField {...field('operatorName')} required />
        <TextField {...field('helpLabel')} required />
        <StickyBar>
          <ButtonLink to="/platform/daerah/baru" tone="plain">
            {opening.back}
          </ButtonLink>
          <Button>{opening.submit}</Button>
        </StickyBar>
      </Form>
    </Page>
  );
}
