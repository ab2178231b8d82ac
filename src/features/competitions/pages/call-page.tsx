import { Alert, ButtonLink, Card, formatDateTime, Page, Section, useMessages } from '#ui/index.ts';
import type { Category } from '../category.ts';
import { scoringStages } from '../competition.ts';
import type { Call } from '../page.queries.ts';
import type { Rubric } from '../rubric.ts';
import type { Moved, Stage } from '../stage.ts';
import { ContestChip } from './open-contests-page.tsx';
import { RubricView } from './rubric-view.tsx';
import { Countdown, StageChip, StageSpan, whenOf } from './stage-times.tsx';

/** The call of a contest: who may enter, until when, and by what it is judged. */
export function CallPage({ competition, stages, categories, rubrics, moved, now }: Call) {
  const { competitions } = useMessages();
  const words = competitions.public;
  const published = competition.state === 'published';
  const entry = stages.find(({ kind }) => kind === 'entry');
  const open = competition.state === 'announced';
  return (
    <Page
      title={competition.name}
      description={competition.theme}
      breadcrumb={[{ label: competitions.title, to: '/lomba' }, { label: competition.name }]}
      example={competition.example}
      lead={competition.theme && `${words.theme}: ${competition.theme}`}
      aside={<ContestChip state={competition.state} />}
    >
      {competition.state === 'cancelled' && (
        <Alert tone="error" title={words.cancelled}>
          {competition.cancelReason}
        </Alert>
      )}
      {published && <Published id={competition.id} />}
      {open && entry && (
        <Card tone="tint">
          <div class="flex flex-wrap items-center justify-between gap-3">
            <p class="text-lg font-bold">
              <Countdown from={entry.startsAt} until={entry.endsAt} now={now} />
            </p>
            {whenOf(entry, now) === 'now' && (
              <ButtonLink to={`/kerja/lomba/${competition.id}/ikut`} icon="send">
                {words.enter}
              </ButtonLink>
            )}
          </div>
          {whenOf(entry, now) === 'now' && <p class="mt-1 text-sm text-tinta-2">{words.enterHint}</p>}
        </Card>
      )}
      {competition.description && <p class="mt-6 max-w-text whitespace-pre-line">{competition.description}</p>}
      <Section title={words.dates}>
        <Dates stages={stages} moved={moved} now={now} />
        {competition.objectionDays > 0 && (
          <p class="mt-3 text-tinta-2">{words.objections(competition.objectionDays)}</p>
        )}
      </Section>
      <Section title={words.categories}>
        <p class="mb-4 text-tinta-2">
          {words.rubricsLead} {words.committeeBarred}
        </p>
        <div class="grid gap-5">
          {categories.map((category) => (
            <CategoryCard
              category={category}
              rubrics={rubrics.filter(({ categoryId }) => categoryId === category.id)}
              stages={stages}
            />
          ))}
        </div>
      </Section>
    </Page>
  );
}

function Published({ id }: { id: string }) {
  const { aftermath } = useMessages();
  const links = [
    ['hasil', aftermath.result.title],
    ['galeri', aftermath.gallery.title],
    ['keberatan', aftermath.objections.title],
  ] as const;
  return (
    <Card tone="tint" title={aftermath.publish.title}>
      <div class="flex flex-wrap gap-2">
        {links.map(([path, label]) => (
          <ButtonLink to={`/lomba/${id}/${path}`} tone="plain">
            {label}
          </ButtonLink>
        ))}
      </div>
    </Card>
  );
}

function Dates({ stages, moved, now }: { stages: readonly Stage[]; moved: readonly Moved[]; now: Date }) {
  const { stages: names, stageNotes, ...words } = useMessages().competitions;
  return (
    <ol class="grid gap-3">
      {stages.map((stage) => (
        <li class="card on-paper border-garis bg-white">
          <p class="flex flex-wrap items-center gap-2">
            <b>{names[stage.kind]}</b>
            <StageChip stage={stage} now={now} />
          </p>
          <p>
            <StageSpan stage={stage} />
          </p>
          <p class="text-md text-tinta-2">{stageNotes[stage.kind]}</p>
          {stage.pitchMinutes !== null && (
            <p class="text-md text-tinta-2">{words.minutes(stage.pitchMinutes, stage.questionMinutes ?? 0)}</p>
          )}
          {moved
            .filter((one) => one.stage === stage.kind)
            .map((one) => (
              <MovedLine moved={one} />
            ))}
        </li>
      ))}
    </ol>
  );
}

export function MovedLine({ moved: { was, endsAt, reason } }: { moved: Moved }) {
  const words = useMessages().competitions;
  return (
    <p class="mt-1 text-md text-kunyit-700">
      {words.moved(formatDateTime(was), formatDateTime(endsAt))}. {words.reason}: {reason}
    </p>
  );
}

interface CategoryCardProps {
  category: Category;
  rubrics: readonly Rubric[];
  stages: readonly Stage[];
}

function CategoryCard({ category, rubrics, stages }: CategoryCardProps) {
  const { competitions } = useMessages();
  const held = scoringStages.filter((kind) => stages.some((one) => one.kind === kind));
  return (
    <Card title={category.name}>
      {category.description && <p class="mb-2">{category.description}</p>}
      <Rules category={category} />
      <h3 class="mt-4 font-bold">{competitions.public.rubrics}</h3>
      {held.flatMap((stage) =>
        rubrics
          .filter((one) => one.stage === stage)
          .map((rubric) => (
            <details class="mt-2">
              <summary class="cursor-pointer py-2 font-semibold">
                {competitions.stages[stage]}: {rubric.name}
              </summary>
              <RubricView rubric={rubric} />
            </details>
          )),
      )}
    </Card>
  );
}

/** Who may enter, one rule a line. */
export function Rules({ category }: { category: Category }) {
  const { organizations, competitions } = useMessages();
  const words = competitions.public;
  const { minimumAgeMonths, capPerOrganization, winnersBarredYears } = category;
  const lines = [
    `${words.who}: ${category.organizationKinds.map((kind) => organizations.kinds[kind]).join(', ')}`,
    category.team ? words.team : null,
    category.sustained ? words.sustained : null,
    words[category.form],
    minimumAgeMonths === null ? null : words.age(minimumAgeMonths),
    capPerOrganization === null ? null : words.cap(capPerOrganization),
    winnersBarredYears === null ? null : words.barred(winnersBarredYears),
    words.prizes(category.shortlistSize, category.winners),
  ];
  return <ul class="list-disc ps-5 text-md">{lines.flatMap((line) => (line === null ? [] : [<li>{line}</li>]))}</ul>;
}
