import { messageAt } from '#messages/lookup.ts';
import type { Fault } from '#platform/errors.ts';
import {
  A,
  Button,
  ButtonLink,
  ErrorSummary,
  formatDateTime,
  Page,
  Section,
  SheetUpload,
  useMessages,
} from '#ui/index.ts';
import type { Edition } from '../edition.ts';
import { EDITIONS } from '../editions.ts';
import { takesLevels } from '../level.ts';
import type { KeptWorkbook } from '../workbook.queries.ts';
import { workbookDaysKept } from '../workbook-rows.ts';
import { address } from './addresses.ts';
import { EditionTabs } from './edition-tabs.tsx';

export interface WorkbookStartPageProps {
  /** Of the workbook to come. */
  id: string;
  edition: Edition;
  past: readonly KeptWorkbook[];
  faults: readonly Fault[];
}

/** Where an administrator sends the workbook of a year. */
export function WorkbookStartPage({ id, edition, past, faults }: WorkbookStartPageProps) {
  const messages = useMessages();
  const { workbook: words, crumb } = messages.indexPages;
  const errors = faults.map(({ field, message }) => ({
    name: field,
    message: messageAt(messages, message) ?? message,
  }));
  const path = '/kerja/indeks/impor';
  return (
    <Page
      title={words.title}
      lead={words.lead}
      width="text"
      breadcrumb={[{ label: crumb, to: address('/indeks', edition) }, { label: words.title }]}
    >
      <ErrorSummary errors={errors} />
      <EditionTabs path={path} edition={edition} editions={EDITIONS.filter(takesLevels)} />
      <p class="my-4">
        <ButtonLink to={address(`${path}/templat.xlsx`, edition)} tone="plain" icon="download">
          {words.template}
        </ButtonLink>
      </p>
      <SheetUpload
        action={`${path}/unggah`}
        hidden={{ id, edisi: String(edition.edition) }}
        label={words.file}
        hint={words.fileHint(workbookDaysKept)}
        error={errors.find(({ name }) => name === 'file')?.message}
      >
        <Button icon="chart-column">{words.send}</Button>
      </SheetUpload>
      <Section title={words.past}>
        {past.length === 0 ? (
          <p class="text-tinta-2">{words.none}</p>
        ) : (
          <ul>
            {past.map((one) => (
              <li>
                <A to={address(`${path}/${one.id}`, edition)} class="inline-flex min-h-11 items-center break-all">
                  {one.fileName}
                </A>{' '}
                <span class="text-sm text-tinta-3">{formatDateTime(one.createdAt)}</span>
              </li>
            ))}
          </ul>
        )}
      </Section>
    </Page>
  );
}
