import {
  Alert,
  Button,
  ButtonLink,
  Card,
  ErrorSummary,
  Form,
  Page,
  TextArea,
  TextField,
  useFrame,
  useMessages,
} from '#ui/index.ts';
import type { Basis } from '../basis.queries.ts';
import { limits } from '../innovation.ts';
import type { SimilarInnovation } from '../similar.ts';
import { BasisLine } from './basis-line.tsx';
import { sayFaults, type Told } from './faults.ts';
import { SimilarList } from './similar-list.tsx';
import { useSimilarWords } from './similar-panel.tsx';

export interface SimilarPageProps {
  idea: { title: string; text: string };
  /** null: nothing was asked yet. */
  found: readonly SimilarInnovation[] | null;
  /** The draft that asks, and the part of its form from which it came. */
  draft: { id: string; version: number; title: string; basedOn: Basis | null; section: string } | null;
  faults?: readonly Told[];
}

/** What is like an idea, as a page of its own: the same without script. */
export function SimilarPage({ idea, found, draft, faults = [] }: SimilarPageProps) {
  const messages = useMessages();
  const { similar, list } = messages.innovations;
  const home = draft && `/kerja/inovasi/${draft.id}`;
  return (
    <Page
      title={similar.pageTitle}
      lead={similar.pageLead}
      width="form"
      breadcrumb={[
        { label: list.title, to: '/kerja/inovasi' },
        ...(draft && home ? [{ label: draft.title || list.untitled, to: home }] : []),
        { label: similar.pageTitle },
      ]}
    >
      <div class="grid gap-5">
        <ErrorSummary errors={sayFaults(messages, faults)} />
        {draft?.basedOn && (
          <Card tone="tint">
            <BasisLine basis={draft.basedOn} />
            <BasisForm draft={draft} basedOn="" label={similar.remove} />
          </Card>
        )}
        <Found found={found} draft={draft} />
        <SearchAgain idea={idea} draft={draft} />
        {draft && home && (
          <div>
            <ButtonLink to={draft.section ? `${home}/isi/${draft.section}` : home} tone="plain" icon="arrow-left">
              {similar.back}
            </ButtonLink>
          </div>
        )}
      </div>
    </Page>
  );
}

function Found({ found, draft }: Pick<SimilarPageProps, 'found' | 'draft'>) {
  const { base } = useFrame();
  const { similar } = useMessages().innovations;
  const words = useSimilarWords();
  if (!found) return <Alert>{similar.noWords}</Alert>;
  if (found.length === 0) return <Alert tone="success">{similar.none}</Alert>;
  return (
    <section>
      <h2 class="mb-3 text-lg">{similar.found(found.length)}</h2>
      <SimilarList
        found={found}
        words={words}
        base={base}
        choice={(one) =>
          draft &&
          draft.basedOn?.id !== one.id && (
            <BasisForm draft={draft} basedOn={one.id} label={similar.choose} title={one.title} />
          )
        }
      />
    </section>
  );
}

interface BasisFormProps {
  draft: NonNullable<SimilarPageProps['draft']>;
  basedOn: string;
  label: string;
  title?: string;
}

function BasisForm({ draft, basedOn, label, title }: BasisFormProps) {
  const hidden = { version: draft.version, basedOn, bagian: draft.section };
  return (
    <Form action={`/kerja/inovasi/${draft.id}/asal`} hidden={hidden} class="mt-2">
      <div>
        <Button tone="plain">
          {label}
          {title && <span class="sr-only">{`: ${title}`}</span>}
        </Button>
      </div>
    </Form>
  );
}

function SearchAgain({ idea, draft }: Pick<SimilarPageProps, 'idea' | 'draft'>) {
  const { similar } = useMessages().innovations;
  const hidden = draft ? { dari: draft.id, ...(draft.section ? { bagian: draft.section } : {}) } : {};
  return (
    <Card>
      <Form action="/kerja/inovasi/mirip" method="get" hidden={hidden}>
        <TextField name="judul" label={similar.name} value={idea.title} maxlength={limits.title} required={false} />
        <TextArea
          name="uraian"
          label={similar.text}
          hint={similar.textHint}
          value={idea.text}
          rows={4}
          required={false}
        />
        <div>
          <Button icon="search">{similar.button}</Button>
        </div>
      </Form>
    </Card>
  );
}
