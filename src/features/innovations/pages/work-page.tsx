import type { ComponentChildren } from 'preact';
import { A, Alert, ButtonLink, Card, Chips, ExampleChip, Page, Section as Part, useMessages } from '#ui/index.ts';
import type { InnovationWork } from '../innovation.queries.ts';
import { sections } from '../sections.ts';
import type { Topic } from '../topic.ts';
import { BasisLine } from './basis-line.tsx';
import { History } from './history.tsx';
import { firstOpen, progressOf, remarksIn } from './progress.ts';
import { ProposalView } from './proposal-view.tsx';
import { RevealName } from './reveal-name.tsx';
import { SectionList } from './section-list.tsx';
import { StateChip } from './state-chip.tsx';
import { ArchiveForm, DiscardForm, RemoveBasis } from './work-forms.tsx';

export interface WorkPageProps {
  work: InnovationWork;
  topics: readonly Topic[];
  /** UUIDv7 for the form of an act. */
  formKey: string;
  /** The initiator's name, after somebody asked for it. */
  revealed?: string | null;
  /** Where it can go from here, as other features know: contests that take entries. */
  onward?: ComponentChildren;
  /** What other features show in the side column. */
  beside?: ComponentChildren;
}

/** One innovation as its organisation and its checkers see it: where it stands, who is next, what is missing. */
export function WorkPage({ work, topics, formKey, revealed, onward, beside }: WorkPageProps) {
  const { innovations } = useMessages();
  const { proposal, organization, state } = work;
  return (
    <Page
      title={proposal.title || innovations.list.untitled}
      breadcrumb={[{ label: innovations.list.title, to: '/kerja/inovasi' }, { label: organization.name }]}
      lead={work.filledBy ? innovations.confirm.filledIn(work.filledBy, organization.name) : organization.name}
      aside={
        <Chips>
          <StateChip state={state} />
          {work.example && <ExampleChip />}
        </Chips>
      }
    >
      <div class="grid gap-6 lg:grid-cols-[minmax(0,1fr)_20rem] lg:items-start">
        <div class="grid min-w-0 gap-6">
          <Standing work={work} />
          <Remarks work={work} />
          {work.may.edit && <SectionList work={work} />}
          <details class="good-example" open={!work.may.edit || revealed !== undefined || undefined}>
            <summary>{innovations.work.proposal}</summary>
            <div class="p-3 sm:p-4">
              <ProposalView
                proposal={revealed ? { ...proposal, initiatorName: revealed } : proposal}
                topics={topics}
                name={<RevealName action={`/kerja/inovasi/${work.id}/nama`} revealed={revealed !== undefined} />}
              />
            </div>
          </details>
        </div>
        <div class="grid gap-6">
          <Actions work={work} formKey={formKey} onward={onward} />
          {beside}
          <Card title={innovations.work.history}>
            <History steps={work.history.steps} />
            <p class="mt-3">
              <A to={`/kerja/inovasi/${work.id}/riwayat`} class="link inline-flex min-h-11 items-center">
                {innovations.history.link}
              </A>
            </p>
          </Card>
        </div>
      </div>
    </Page>
  );
}

/** In words: where it stands, who is next, and the one thing to do now. */
function Standing({ work }: { work: InnovationWork }) {
  const { innovations } = useMessages();
  const open = firstOpen(work);
  const home = `/kerja/inovasi/${work.id}`;
  const { done, of } = progressOf(work);
  const remarked =
    work.state === 'returned' ? sections.find((one) => remarksIn(work.history.remarks, one) > 0) : undefined;
  return (
    <Card tone="tint" title={innovations.states[work.state]}>
      <p>{innovations.next[work.state]}</p>
      {work.may.edit && <p class="mt-1 text-tinta-2">{innovations.work.progress(done, of)}</p>}
      {work.claims && (
        <p class="mt-2 text-sm text-tinta-2">
          {innovations.work.claims} <A to={`/inovasi/${work.claims.id}`}>{innovations.work.claimsLink}</A>
        </p>
      )}
      {work.basedOn && <BasisLine basis={work.basedOn} />}
      {work.basedOn && work.may.edit && <RemoveBasis id={work.id} version={work.version} />}
      <div class="mt-4 flex flex-wrap gap-2">
        {work.may.edit && open && (
          <ButtonLink to={`${home}/isi/${open.key}`}>
            {innovations.work.continue(innovations.sections[open.key].next)}
          </ButtonLink>
        )}
        {work.may.edit && !open && remarked && (
          <ButtonLink to={`${home}/isi/${remarked.key}`}>
            {innovations.work.repair(innovations.sections[remarked.key].next)}
          </ButtonLink>
        )}
        {work.may.propose && (
          <ButtonLink to={`${home}/kirim`} tone={open || remarked ? 'plain' : 'primary'}>
            {innovations.work.check}
          </ButtonLink>
        )}
        {work.may.confirm && <ButtonLink to={`${home}/konfirmasi`}>{innovations.tasks.proposed}</ButtonLink>}
        {work.may.accept && <ButtonLink to={`/kerja/verifikasi/${work.id}`}>{innovations.tasks.submitted}</ButtonLink>}
        {work.state === 'accepted' && (
          <ButtonLink to={`/inovasi/${work.id}`} tone="plain">
            {innovations.work.publicPage}
          </ButtonLink>
        )}
      </div>
    </Card>
  );
}

/** What a head or a verifier asked for, while it can still be done. */
function Remarks({ work }: { work: InnovationWork }) {
  const { innovations } = useMessages();
  const [last] = work.history.steps;
  const fields = sections.flatMap((section) => section.fields.map((field) => ({ field, section })));
  const remarks = fields.filter(({ field }) => work.history.remarks[field]);
  if (!work.may.edit && work.state !== 'returned') return null;
  return (
    <>
      {last?.event === 'decline' && (
        <Alert tone="warning" title={innovations.work.reason}>
          <Lines>{last.note}</Lines>
        </Alert>
      )}
      {work.state === 'returned' && (
        <Alert tone="warning" title={innovations.work.remarks}>
          <p>{innovations.work.remarksHelp}</p>
          {last?.note && <Lines>{last.note}</Lines>}
          <ul class="mt-2 grid gap-2">
            {remarks.map(({ field, section }) => (
              <li>
                <strong>{`${innovations.form[field].name}: `}</strong>
                <span class="whitespace-pre-line">{work.history.remarks[field]}</span>
                {work.may.edit && (
                  <>
                    {' '}
                    <A
                      to={`/kerja/inovasi/${work.id}/isi/${section.key}#f-${field}`}
                      label={`${innovations.work.toField}: ${innovations.form[field].name}`}
                    >
                      {innovations.work.toField}
                    </A>
                  </>
                )}
              </li>
            ))}
          </ul>
        </Alert>
      )}
    </>
  );
}

const Lines = ({ children }: { children: ComponentChildren }) => <p class="whitespace-pre-line">{children}</p>;

function Actions({ work, formKey, onward }: Pick<WorkPageProps, 'work' | 'formKey' | 'onward'>) {
  const { innovations } = useMessages();
  const { may } = work;
  if (!may['edit levels'] && !may.evidence && !may.discard && !may.archive && !onward) return null;
  return (
    <Part title={innovations.work.actions}>
      <div class="grid gap-3">
        {onward}
        {may['edit levels'] && (
          <ButtonLink to={`/kerja/inovasi/${work.id}/kematangan`} tone="plain" icon="chart-column" wide>
            {innovations.work.levels}
          </ButtonLink>
        )}
        {may.evidence && (
          <ButtonLink to={`/kerja/inovasi/${work.id}/berkas`} tone="plain" icon="file-check" wide>
            {innovations.work.evidence}
          </ButtonLink>
        )}
        {may.discard && <DiscardForm id={work.id} />}
        {may.archive && <ArchiveForm id={work.id} version={work.version} formKey={formKey} />}
      </div>
    </Part>
  );
}
