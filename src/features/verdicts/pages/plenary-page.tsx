import { A, ButtonLink, Chip, EmptyState, ErrorSummary, Page, StatusChip, useMessages } from '#ui/index.ts';
import { AfterCard, CorrectionsCard, PapersCard } from './after-card.tsx';
import type { PartProps, PlenaryPageProps } from './forms.ts';
import { ItemCard } from './item-card.tsx';
import { MinutesCard } from './minutes-card.tsx';
import { NowCard } from './now-card.tsx';
import { OpeningCard } from './opening-card.tsx';
import { AttendanceCard, RecusalCard, SealCard } from './room-card.tsx';
import { RulesCard } from './rules-card.tsx';

/** The plenary of one contest; what is asked now comes first, so that a phone shows it. */
export function PlenaryPage(props: PlenaryPageProps) {
  const { verdicts } = useMessages();
  const { view, returned } = props;
  const { contest, plenary } = view;
  const to = `/kerja/lomba/${contest.id}/pleno`;
  return (
    <Page
      title={verdicts.title}
      lead={verdicts.lead}
      example={contest.example}
      breadcrumb={[{ label: `${contest.name} ${contest.year}` }]}
      aside={
        <div class="flex flex-wrap items-center gap-3">
          {plenary && (
            <StatusChip
              tone={plenary.state === 'sealed' ? 'nila' : 'tarum'}
              icon={plenary.state === 'sealed' ? 'lock' : 'clock'}
            >
              {verdicts.states[plenary.state]}
            </StatusChip>
          )}
          <ButtonLink
            to={plenary?.item ? `${to}?kategori=${plenary.item.categoryId}` : to}
            tone="plain"
            icon="refresh-cw"
          >
            {verdicts.reload}
          </ButtonLink>
        </div>
      }
    >
      <ErrorSummary errors={returned?.errors ?? {}} />
      {plenary ? <Session {...props} plenary={plenary} to={to} /> : <Before {...props} to={to} />}
    </Page>
  );
}

function Before(props: PlenaryPageProps & { to: string }) {
  const { opening } = useMessages().verdicts;
  if (props.view.me.part === 'committee') return <OpeningCard {...props} />;
  return <EmptyState title={opening.waiting}>{opening.waitingHelp}</EmptyState>;
}

function Session(props: PartProps) {
  const { plenary, view } = props;
  const committee = view.me.part === 'committee';
  const open = plenary.state === 'open';
  return (
    <div class="grid items-start gap-6 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <div class="grid min-w-0 gap-6">
        {open ? <NowCard {...props} /> : <AfterCard {...props} />}
        <Business {...props} />
        {plenary.item && <ItemCard {...props} item={plenary.item} />}
        {!open && <CorrectionsCard {...props} />}
        {!open && committee && view.me.mayDraft && <PapersCard {...props} />}
      </div>
      <div class="grid min-w-0 gap-6">
        <AttendanceCard {...props} />
        <MinutesCard {...props} />
        <RecusalCard {...props} />
        <RulesCard {...props} />
        {open && committee && <SealCard {...props} />}
      </div>
    </div>
  );
}

/** The order of business: one item a category; the one laid out below is marked. */
function Business({ plenary, to }: PartProps) {
  const { item: words, title } = useMessages().verdicts;
  if (plenary.items.length === 0) return null;
  return (
    <nav aria-label={title}>
      <ol class="grid gap-2">
        {plenary.items.map(({ categoryId, name, decided }, at) => (
          <li class="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 border-b border-garis pb-2">
            <span>
              {at + 1}.{' '}
              <A to={`${to}?kategori=${categoryId}`} current={categoryId === plenary.item?.categoryId}>
                {name}
              </A>
            </span>
            <Chip tone={decided ? 'tarum' : 'kertas'}>{decided ? words.decided : words.open}</Chip>
          </li>
        ))}
      </ol>
    </nav>
  );
}
