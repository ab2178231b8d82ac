import {
  Button,
  ButtonLink,
  Card,
  ErrorSummary,
  FileField,
  Form,
  href,
  Page,
  StickyBar,
  TextArea,
  TextField,
  useFrame,
  useMessages,
} from '#ui/index.ts';
import { type Letterhead, regionLimits } from '../region.ts';
import { sayFaults, type Told } from './faults.ts';

export interface LetterheadPageProps {
  letterhead: Letterhead;
  typed: Readonly<Record<string, string>>;
  faults: readonly Told[];
}

export function LetterheadPage({ letterhead, typed, faults }: LetterheadPageProps) {
  const messages = useMessages();
  const { letterhead: words, setUp } = messages.regions;
  const errors = sayFaults(messages, faults);
  const field = (name: string) => ({ name, value: typed[name], error: errors[name] });
  return (
    <Page
      title={words.title}
      lead={words.lead}
      width="form"
      breadcrumb={[{ label: setUp.title(''), to: '/siapkan' }, { label: words.title }]}
    >
      <ErrorSummary errors={errors} />
      <Form action="/siapkan/kop" hidden={{ version: letterhead.version }}>
        <TextArea {...field('lines')} label={words.lines} hint={words.linesHint} rows={5} maxlength={900} required />
        <TextField {...field('operatorName')} label={words.operatorName} maxlength={regionLimits.name} required />
        <TextField {...field('helpLabel')} label={words.helpLabel} maxlength={regionLimits.name} required />
        <TextField
          {...field('helpHref')}
          label={words.helpHref}
          hint={words.helpHrefHint}
          maxlength={300}
          required={false}
        />
        <StickyBar>
          <ButtonLink to="/siapkan" tone="plain">
            {words.back}
          </ButtonLink>
          <Button>{words.save}</Button>
        </StickyBar>
      </Form>
      <Logo letterhead={letterhead} error={errors.logo} />
    </Page>
  );
}

function Logo({ letterhead, error }: { letterhead: Letterhead; error: string | undefined }) {
  const { base, tenant } = useFrame();
  const { letterhead: words } = useMessages().regions;
  return (
    <Card title={words.logo} class="mt-8">
      {letterhead.logo ? (
        <>
          <img
            class="max-h-32 w-auto"
            src={`${href(base, '/logo')}?v=${letterhead.logo.sha256.slice(0, 12)}`}
            alt={words.logoAlt(tenant?.name ?? '')}
          />
          <Form action="/siapkan/kop/hapus-logo" class="mt-3">
            <div>
              <Button tone="quiet" icon="trash-2">
                {words.logoRemove}
              </Button>
            </div>
          </Form>
        </>
      ) : (
        <p>{words.logoNone}</p>
      )}
      <form
        class="form mt-4"
        method="post"
        action={href(base, '/siapkan/kop/unggah')}
        enctype="multipart/form-data"
        novalidate
      >
        <FileField
          name="logo"
          label={words.logoFile}
          hint={words.logoHint}
          error={error}
          accept="image/png,image/jpeg,image/webp"
        />
        <div>
          <Button tone="plain" icon="arrow-up">
            {words.logoSend}
          </Button>
        </div>
      </form>
    </Card>
  );
}
