import { ButtonLink, Card, formatNumber, Page, useMessages } from '#ui/index.ts';
import type { VersionShown } from '../difference.queries.ts';
import type { Topic } from '../topic.ts';
import { BasisLine } from './basis-line.tsx';
import { ProposalView } from './proposal-view.tsx';
import { StateChip } from './state-chip.tsx';
import { useCauseName, WhenAndWho } from './version-line.tsx';

/** One version as it was read then. */
export function VersionPage({ shown, topics }: { shown: VersionShown; topics: readonly Topic[] }) {
  const { innovations } = useMessages();
  const { history } = innovations;
  const { id, head, current } = shown;
  const here = `/kerja/inovasi/${id}/riwayat`;
  const title = history.version(formatNumber(head.version));
  const causeName = useCauseName();
  const isOld = head.version !== current;
  return (
    <Page
      title={title}
      lead={history.shown.lead}
      width="text"
      breadcrumb={[
        { label: innovations.list.title, to: '/kerja/inovasi' },
        { label: shown.title || innovations.list.untitled, to: `/kerja/inovasi/${id}` },
        { label: history.title, to: here },
        { label: title },
      ]}
      aside={<StateChip state={head.state} />}
    >
      <div class="grid gap-5">
        <Card tone="tint" title={causeName(head.cause)}>
          <WhenAndWho head={head} />
          {shown.basis && <BasisLine basis={shown.basis} />}
          <div class="mt-3 flex flex-wrap gap-2">
            {isOld && (
              <ButtonLink to={`${here}/${head.version}/${current}`} tone="plain">
                {history.shown.compareNow}
              </ButtonLink>
            )}
            {isOld && shown.mayRestore && (
              <ButtonLink to={`${here}/${head.version}/pulihkan`} tone="plain" icon="undo-2">
                {history.restore}
              </ButtonLink>
            )}
            <ButtonLink to={here} tone="plain">
              {history.backToList}
            </ButtonLink>
          </div>
        </Card>
        <ProposalView proposal={shown.whole} topics={topics} />
      </div>
    </Page>
  );
}
