import {
  Alert,
  Button,
  ButtonLink,
  DefaultButton,
  ErrorSummary,
  Form,
  HiddenField,
  type Option,
  Page,
  RadioGroup,
  StickyBar,
  TextField,
  useMessages,
} from '#ui/index.ts';
import { limits } from '../innovation.ts';
import type { SimilarInnovation } from '../similar.ts';
import { sayFaults, type Told } from './faults.ts';
import { Similar } from './similar-panel.tsx';

export interface NewPageProps {
  /** Id of the draft to come. */
  id: string;
  organizations: readonly Option[];
  /** Villages and wards for which the person may write, by name. */
  villages?: readonly string[];
  /** The one that was typed. */
  village?: string;
  title?: string;
  organizationId?: string;
  faults?: readonly Told[];
  /** What is like the typed title, when that was asked for. */
  similar?: SimilarInnovation[] | undefined;
  /** The one on which it is to build. */
  basedOn?: string | undefined;
}

/** Chosen instead of an organisation of one's own: the village is named beside it. */
export const forVillage = 'desa';

export function NewPage(props: NewPageProps) {
  const {
    id,
    organizations,
    villages = [],
    village,
    title = '',
    organizationId,
    faults = [],
    similar,
    basedOn,
  } = props;
  const messages = useMessages();
  const { create, list } = messages.innovations;
  const errors = sayFaults(messages, faults);
  return (
    <Page
      title={create.title}
      lead={create.lead}
      width="form"
      breadcrumb={[{ label: list.title, to: '/kerja/inovasi' }, { label: create.title }]}
    >
      <ErrorSummary errors={errors} />
      <Form action="/kerja/inovasi/baru" hidden={{ id }} class="mt-6">
        <DefaultButton />
        <OrganizationField {...{ organizations, villages, organizationId }} error={errors.organizationId} />
        <VillageField villages={villages} village={village} error={errors.village} />
        <TextField
          name="title"
          label={create.name}
          hint={create.nameHint}
          value={title}
          maxlength={limits.title}
          error={errors.title}
        />
        {similar?.length === 0 && <Alert tone="success">{messages.innovations.similar.none}</Alert>}
        <Similar
          fields={{ title: 'title', texts: [] }}
          found={similar ?? []}
          draft={null}
          chosen={similar?.find((one) => one.id === basedOn) ?? null}
        />
        <StickyBar>
          <ButtonLink to="/kerja/inovasi" tone="plain">
            {create.back}
          </ButtonLink>
          <Button>{create.submit}</Button>
        </StickyBar>
      </Form>
    </Page>
  );
}

type OrganizationProps = Pick<NewPageProps, 'organizations' | 'organizationId'> & {
  villages: readonly string[];
  error: string | undefined;
};

/** Asked only of whoever has a choice. */
function OrganizationField({ organizations, villages, organizationId, error }: OrganizationProps) {
  const { create } = useMessages().innovations;
  const [only] = organizations;
  const others = villages.length > 0 ? [{ value: forVillage, label: create.forVillage }] : [];
  if (organizations.length === 1 && only && others.length === 0) {
    return <HiddenField name="organizationId" value={only.value} />;
  }
  return (
    <RadioGroup
      name="organizationId"
      label={create.organization}
      hint={create.organizationHint}
      options={[...organizations, ...others]}
      value={organizationId ?? null}
      error={error}
    />
  );
}

type VillageProps = { villages: readonly string[]; village: string | undefined; error: string | undefined };

/** A district has up to some twenty of them: the browser finds the name while it is typed. */
function VillageField({ villages, village, error }: VillageProps) {
  const { create } = useMessages().innovations;
  if (villages.length === 0) return null;
  return (
    <TextField
      name="village"
      label={create.village}
      hint={create.villageHint}
      value={village}
      suggestions={villages}
      error={error}
      autocomplete="off"
      maxlength={200}
      required={false}
    />
  );
}
