import {
  Button,
  ButtonLink,
  EmptyState,
  ErrorSummary,
  Form,
  formatNumber,
  NumberField,
  Page,
  Select,
  StickyBar,
  useMessages,
} from '#ui/index.ts';
import { decreeKinds } from '../decree.ts';
import { sayFaults, type Told } from './faults.ts';

export interface NewDecreePageProps {
  typed: { id: string; year: string; affair: string; organizationKind: string };
  /** How many innovations were accepted, whatever the choice. */
  accepted: number;
  affairs: readonly string[];
  faults: readonly Told[];
}

/** Which innovations the decree names; everything else is written on the draft itself. */
export function NewDecreePage({ typed, accepted, affairs, faults }: NewDecreePageProps) {
  const messages = useMessages();
  const { decree, papers, organizations } = messages;
  const errors = sayFaults(messages, faults);
  return (
    <Page
      title={decree.page.title}
      lead={decree.page.lead}
      width="form"
      breadcrumb={[{ label: papers.list.title, to: '/kerja/naskah' }, { label: decree.page.title }]}
    >
      {accepted === 0 ? (
        <EmptyState
          title={decree.page.none}
          action={<ButtonLink to="/kerja/verifikasi">{decree.page.toReview}</ButtonLink>}
        >
          {decree.page.noneHelp}
        </EmptyState>
      ) : (
        <Form action="/kerja/naskah/baru" hidden={{ id: typed.id }}>
          <ErrorSummary errors={errors} />
          <p>{decree.page.accepted(formatNumber(accepted))}</p>
          <NumberField
            name="year"
            label={decree.page.year}
            hint={decree.page.yearHint}
            value={typed.year}
            error={errors.year}
            required={false}
          />
          <Select
            name="affair"
            label={decree.page.affair}
            value={typed.affair}
            error={errors.affair}
            empty={decree.page.all}
            options={affairs.map((affair) => ({ value: affair, label: affair }))}
          />
          <Select
            name="organizationKind"
            label={decree.page.kind}
            value={typed.organizationKind}
            error={errors.organizationKind}
            empty={decree.page.all}
            options={decreeKinds.map((kind) => ({ value: kind, label: organizations.kinds[kind] }))}
          />
          <StickyBar>
            <Button icon="file-text">{decree.page.submit}</Button>
          </StickyBar>
        </Form>
      )}
    </Page>
  );
}
