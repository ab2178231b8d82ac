import {
  Alert,
  Button,
  ButtonLink,
  Card,
  ErrorSummary,
  Form,
  formatNumber,
  Page,
  StickyBar,
  useMessages,
} from '#ui/index.ts';
import type { RestorePreview } from '../restore.queries.ts';
import type { Topic } from '../topic.ts';
import { DifferenceView, useFieldName } from './difference-view.tsx';
import { sayFaults, type Told } from './faults.ts';
import { WhenAndWho } from './version-line.tsx';

export interface RestorePageProps {
  preview: RestorePreview;
  topics: readonly Topic[];
  faults?: readonly Told[];
}

/** Asks before an older version comes back: what will change, and what cannot. */
export function RestorePage({ preview, topics, faults = [] }: RestorePageProps) {
  const messages = useMessages();
  const { history, list } = messages.innovations;
  const { id, newer, fields, left } = preview;
  const here = `/kerja/inovasi/${id}/riwayat`;
  const title = history.restoring.title(formatNumber(newer.version));
  const fieldName = useFieldName();
  return (
    <Page
      title={title}
      lead={history.restoring.lead}
      width="text"
      breadcrumb={[
        { label: list.title, to: '/kerja/inovasi' },
        { label: preview.title || list.untitled, to: `/kerja/inovasi/${id}` },
        { label: history.title, to: here },
        { label: title },
      ]}
    >
      <div class="grid gap-5">
        <ErrorSummary errors={sayFaults(messages, faults)} />
        <WhenAndWho head={newer} />
        {left.length > 0 && (
          <Alert tone="warning" title={history.restoring.left}>
            {`${history.restoring.leftHelp} ${left.map(fieldName).join(', ')}.`}
          </Alert>
        )}
        {fields.length === 0 ? (
          <Alert>{history.restoring.nothing}</Alert>
        ) : (
          <Card title={history.restoring.what}>
            <DifferenceView difference={preview} topics={topics} />
          </Card>
        )}
        <Form action={`${here}/${newer.version}/pulihkan`} hidden={{ version: preview.current }}>
          <StickyBar>
            <ButtonLink to={here} tone="plain">
              {history.restoring.back}
            </ButtonLink>
            {fields.length > 0 && <Button icon="undo-2">{history.restoring.submit}</Button>}
          </StickyBar>
        </Form>
      </div>
    </Page>
  );
}
