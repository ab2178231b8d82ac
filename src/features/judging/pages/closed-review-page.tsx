import { Alert, ButtonLink, type Definition, DefinitionList, Island, Page, useFrame, useMessages } from '#ui/index.ts';
import { scoreField, scoreText } from '../review.ts';
import type { ReviewSheet } from '../review-sheet.queries.ts';
import { CompareTable } from './compare-table.tsx';
import { reviewAddress } from './desk-page.tsx';
import { EntryReading } from './entry-reading.tsx';
import OnDeviceIsland from './on-device.island.tsx';
import type { Typed } from './review-page.tsx';

interface Props {
  sheet: ReviewSheet;
  owner: string;
  /** Why nothing is scored here any more, or not yet. */
  reason: string;
  /** What came too late, to be copied; nothing of it is stored. */
  typed?: Typed | undefined;
}

/** The page of a review that takes no scores: says why, and loses nothing of what was typed. */
export function ClosedReviewPage({ sheet, owner, reason, typed }: Props) {
  const { desk } = useMessages();
  const { base } = useFrame();
  const { review, number, content } = sheet;
  const labels = labelsOf(sheet, desk);
  const answers = (values: Typed): Definition[] =>
    Object.entries(labels).flatMap(([field, term]) =>
      values[field] ? [{ term, value: <span class="whitespace-pre-line">{values[field]}</span> }] : [],
    );
  const stored = answers(storedValues(sheet));
  return (
    <Page
      title={content ? desk.entryTitled(number, content.title) : desk.entry(number)}
      lead={sheet.contest}
      width="form"
      breadcrumb={[{ label: desk.title, to: '/kerja/penilaian' }, { label: desk.entry(number) }]}
    >
      <div class="grid gap-6">
        <Alert tone="warning">{reason}</Alert>
        {typed && (
          <section>
            <h2 class="text-xl">{desk.typed}</h2>
            <p class="field-hint mb-2">{desk.typedHelp}</p>
            <DefinitionList items={answers(typed)} />
          </section>
        )}
        <Island
          of={OnDeviceIsland}
          props={{
            url: `${base}${reviewAddress(review.id)}/simpan`,
            owner,
            labels,
            words: { title: desk.onDevice, help: desk.typedHelp, forget: desk.forgetIt },
          }}
        />
        {content && <EntryReading content={content} organization={sheet.organization} showIndex={sheet.showIndex} />}
        {stored.length > 0 && (
          <section>
            <h2 class="text-xl mb-2">{desk.yourScores}</h2>
            <DefinitionList items={stored} />
          </section>
        )}
        <CompareTable sheet={sheet} />
        <p>
          <ButtonLink to="/kerja/penilaian" tone="plain">
            {desk.back}
          </ButtonLink>
        </p>
      </div>
    </Page>
  );
}

function labelsOf({ criteria }: ReviewSheet, desk: ReturnType<typeof useMessages>['desk']): Record<string, string> {
  return {
    ...Object.fromEntries(criteria.map(({ id, name }) => [scoreField(id), name])),
    remark: desk.remark,
    notes: desk.notes,
  };
}

function storedValues({ criteria, review, notes }: ReviewSheet): Typed {
  return {
    ...Object.fromEntries(criteria.map(({ id, value }) => [scoreField(id), scoreText(value)])),
    remark: review.remark,
    notes: notes ?? '',
  };
}
