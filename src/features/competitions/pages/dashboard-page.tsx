import {
  Alert,
  Button,
  ButtonLink,
  Card,
  Chips,
  ConfirmBlock,
  ErrorSummary,
  ExampleChip,
  Form,
  formatNumber,
  Page,
  Table,
  TextArea,
  useMessages,
} from '#ui/index.ts';
import { entryStates, isScoringStage } from '../competition.ts';
import { competitionLimits } from '../competition-input.ts';
import type { Desk } from '../page.queries.ts';
import { MovedLine } from './call-page.tsx';
import { NextCard } from './next-card.tsx';
import { ContestChip } from './open-contests-page.tsx';
import { StageChip, StageSpan } from './stage-times.tsx';
import type { Errors, Typed } from './typed.ts';

export type DashboardProps = Desk & { typed?: Typed; errors?: Errors };

/** The committee's page of one contest: what is next, its dates, who entered, and the ways to the work. */
export function DashboardPage(props: DashboardProps) {
  const { competition, typed = {}, errors = {} } = props;
  const { desk, reason } = useMessages().competitions;
  const own = `/kerja/lomba/${competition.id}`;
  const changeable = competition.state === 'draft' || competition.state === 'announced';
  return (
    <Page
      title={competition.name}
      lead={competition.theme}
      breadcrumb={[{ label: desk.title, to: '/kerja/lomba' }, { label: competition.name }]}
      aside={
        <Chips>
          <ContestChip state={competition.state} />
          {competition.example && <ExampleChip />}
        </Chips>
      }
    >
      <ErrorSummary errors={errors} />
      {competition.state === 'cancelled' && <Alert tone="error">{competition.cancelReason}</Alert>}
      <div class="grid gap-5 lg:grid-cols-[1fr_21rem] lg:items-start">
        <div class="grid min-w-0 gap-5">
          {changeable && <NextCard {...props} />}
          <StagesCard {...props} own={own} />
          <CountsCard {...props} />
        </div>
        <div class="grid gap-5">
          <RoomsCard {...props} own={own} />
          {competition.announcedAt !== null && (
            <ButtonLink to={`/lomba/${competition.id}`} tone="plain" icon="eye">
              {desk.publicPage}
            </ButtonLink>
          )}
          {changeable && (
            <ButtonLink to={`${own}/ubah`} tone="plain" icon="pencil">
              {desk.edit}
            </ButtonLink>
          )}
          {changeable && (
            <ConfirmBlock open={desk.cancel} question={desk.cancelQuestion} expanded={typed.reason !== undefined}>
              <Form action={`${own}/batalkan`}>
                <TextArea
                  name="reason"
                  label={reason}
                  value={typed.reason ?? ''}
                  error={errors.reason}
                  rows={3}
                  maxlength={competitionLimits.reason}
                  required
                />
                <Button tone="danger">{desk.cancel}</Button>
              </Form>
            </ConfirmBlock>
          )}
        </div>
      </div>
    </Page>
  );
}

/** Only the rooms that there are: some come with a stage, some after the verdict. */
function RoomsCard({ competition: { state }, stages, own }: Desk & { own: string }) {
  const { competitions, aftermath } = useMessages();
  const { desk } = competitions;
  const published = state === 'published';
  const scored = stages.some(({ kind }) => isScoringStage(kind));
  const rooms = (
    [
      ['peserta', desk.links.entries, true],
      ['juri', desk.links.jurors, true],
      ['penugasan', desk.links.assignment, scored],
      ['presentasi', desk.links.presentation, stages.some(({ kind }) => kind === 'presentation')],
      ['hasil', desk.links.results, scored],
      ['pleno', desk.links.plenary, true],
      ['pengumuman', aftermath.publish.title, state === 'sealed' || published],
      ['piagam', aftermath.certificates.title, published],
      ['keberatan', aftermath.objections.title, published],
    ] as const
  ).filter(([, , there]) => there);
  return (
    <Card title={desk.rooms} icon="list-checks">
      <ul class="grid gap-2">
        {rooms.map(([path, label]) => (
          <li>
            <ButtonLink to={`${own}/${path}`} tone="plain" wide iconEnd="arrow-right">
              {label}
            </ButtonLink>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function StagesCard({ stages, moved, categories, now, own }: Desk & { own: string }) {
  const { desk, stages: names } = useMessages().competitions;
  return (
    <Card
      title={desk.stages}
      icon="calendar"
      aside={
        <span class="flex flex-wrap gap-2">
          <ButtonLink to={`${own}/tahap`} tone="plain">
            {desk.stages}
          </ButtonLink>
          <ButtonLink to={`${own}/kategori`} tone="plain">
            {`${desk.categories} (${categories.length})`}
          </ButtonLink>
        </span>
      }
    >
      <ol class="grid gap-3">
        {stages.map((stage) => (
          <li>
            <p class="flex flex-wrap items-center gap-2">
              <b>{names[stage.kind]}</b>
              <StageChip stage={stage} now={now} />
            </p>
            <p class="text-md">
              <StageSpan stage={stage} />
            </p>
            {moved
              .filter((one) => one.stage === stage.kind)
              .map((one) => (
                <MovedLine moved={one} />
              ))}
          </li>
        ))}
      </ol>
    </Card>
  );
}

function CountsCard({ categories, counts }: Desk) {
  const { desk } = useMessages().competitions;
  const of = (categoryId: string, state: string) =>
    counts.find((one) => one.categoryId === categoryId && one.state === state)?.count ?? 0;
  return (
    <Card title={desk.counts} icon="layers">
      {counts.length === 0 ? (
        <p class="text-tinta-2">{desk.countsNone}</p>
      ) : (
        <Table
          caption={desk.counts}
          columns={[
            { key: 'name', head: desk.category, cell: ({ name }) => name, main: true },
            ...entryStates.map((state) => ({
              key: state,
              head: desk.entryStates[state],
              cell: ({ id }: { id: string }) => formatNumber(of(id, state)),
              align: 'end' as const,
            })),
          ]}
          rows={categories}
          rowKey={({ id }) => id}
        />
      )}
    </Card>
  );
}
