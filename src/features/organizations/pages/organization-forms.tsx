import { type Area, titleOf } from '#features/areas/index.ts';
import {
  Alert,
  Button,
  ButtonLink,
  ErrorSummary,
  Form,
  type OptionGroup,
  Page,
  Select,
  StickyBar,
  TextArea,
  TextField,
  useMessages,
} from '#ui/index.ts';
import { areaKinds, organizationLimits as limits, type Organization, organizationKinds } from '../organization.ts';

/** What stands in the fields: as stored, or as typed when the form came back. */
export type Typed = Readonly<Record<string, string>>;

interface FormState {
  typed: Typed;
  /** Messages by field. */
  errors: Readonly<Record<string, string>>;
}

interface ChangeProps extends FormState {
  organization: Organization;
  /** Somebody else changed it meanwhile: what was typed is kept. */
  conflict: string | null;
}

export function ChangeOrganizationPage({ organization, typed, errors, conflict }: ChangeProps) {
  const { ui, organizations } = useMessages();
  const { form, list } = organizations;
  const own = `/organisasi/${organization.id}`;
  return (
    <Page
      width="form"
      title={form.changeTitle(organization.name)}
      lead={form.changeLead}
      breadcrumb={[
        { label: list.title, to: '/organisasi' },
        { label: organization.name, to: own },
      ]}
    >
      {conflict && <Alert tone="warning">{conflict}</Alert>}
      <ErrorSummary errors={errors} />
      <Form action={`${own}/ubah`} hidden={{ version: organization.version }}>
        <ContactFields typed={typed} errors={errors} />
        <StickyBar>
          <ButtonLink to={own} tone="plain">
            {ui.cancel}
          </ButtonLink>
          <Button>{form.save}</Button>
        </StickyBar>
      </Form>
    </Page>
  );
}

interface RegisterProps extends FormState {
  id: string;
  parents: Organization[];
  areas: Area[];
}

export function RegisterOrganizationPage({ id, parents, areas, typed, errors }: RegisterProps) {
  const { ui, organizations } = useMessages();
  const { form, list } = organizations;
  return (
    <Page
      width="form"
      title={form.registerTitle}
      lead={form.registerLead}
      breadcrumb={[{ label: list.title, to: '/organisasi' }, { label: form.registerTitle }]}
    >
      <ErrorSummary errors={errors} />
      <Form action="/organisasi/baru" hidden={{ id }}>
        <IdentityFields typed={typed} errors={errors} parents={parents} areas={areas} />
        <ContactFields typed={typed} errors={errors} />
        <StickyBar>
          <ButtonLink to="/organisasi" tone="plain">
            {ui.cancel}
          </ButtonLink>
          <Button>{form.register}</Button>
        </StickyBar>
      </Form>
    </Page>
  );
}

function IdentityFields({ typed, errors, parents, areas }: FormState & Pick<RegisterProps, 'parents' | 'areas'>) {
  const { form, kinds } = useMessages().organizations;
  const field = (name: string) => ({ name, value: typed[name], error: errors[name] });
  const open = organizationKinds.filter((kind) => !areaKinds.includes(kind));
  return (
    <>
      <Select
        {...field('kind')}
        label={form.kind}
        options={open.map((kind) => ({ value: kind, label: kinds[kind] }))}
        required
      />
      <TextField {...field('name')} label={form.name} hint={form.nameHint} maxlength={limits.name} required />
      <Select
        {...field('parentId')}
        label={form.parent}
        empty={form.noParent}
        options={parents.map((one) => ({ value: one.id, label: one.name }))}
      />
      {areas.length > 0 && (
        <Select
          {...field('areaCode')}
          label={form.area}
          empty={form.noArea}
          options={districtGroups(areas, form.wholeDistrict)}
        />
      )}
      <TextField
        {...field('reference')}
        label={form.reference}
        hint={form.referenceHint}
        maxlength={limits.reference}
        required={false}
      />
    </>
  );
}

/** One group a district: the district itself, then its villages and wards. */
function districtGroups(areas: readonly Area[], whole: (name: string) => string): OptionGroup[] {
  return areas
    .filter(({ level }) => level === 3)
    .map((district) => ({
      label: titleOf(district),
      options: [
        { value: district.code, label: whole(district.name) },
        ...areas
          .filter(({ parentCode }) => parentCode === district.code)
          .map((area) => ({ value: area.code, label: titleOf(area) })),
      ],
    }));
}

function ContactFields({ typed, errors }: FormState) {
  const { one, form } = useMessages().organizations;
  const field = (name: string) => ({ name, value: typed[name], error: errors[name], required: false });
  return (
    <>
      <TextField
        {...field('shortName')}
        label={one.shortName}
        hint={form.shortNameHint}
        maxlength={limits.shortName}
        width="half"
      />
      <TextArea {...field('address')} label={one.address} hint={form.addressHint} rows={3} maxlength={limits.address} />
      <TextField
        {...field('phone')}
        label={one.phone}
        hint={form.phoneHint}
        type="tel"
        maxlength={limits.phone}
        width="half"
      />
      <TextField {...field('email')} label={one.email} hint={form.emailHint} type="email" maxlength={limits.email} />
    </>
  );
}
