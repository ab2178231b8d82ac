import { A, Alert, ButtonLink, Card, formatNumber, Page, useMessages } from '#ui/index.ts';
import type { Difference } from '../difference.queries.ts';
import type { Topic } from '../topic.ts';
import type { VersionHead } from '../version.queries.ts';
import { DifferenceView } from './difference-view.tsx';
import { useCauseName, WhenAndWho } from './version-line.tsx';

/** Two versions of an innovation, field by field. */
export function DifferencePage({ difference, topics }: { difference: Difference; topics: readonly Topic[] }) {
  const { innovations } = useMessages();
  const { history } = innovations;
  const { id, older, newer, fields } = difference;
  const here = `/kerja/inovasi/${id}/riwayat`;
  const title = history.difference.title(formatNumber(older.version), formatNumber(newer.version));
  const restorable = [older, newer].filter((one) => difference.mayRestore && one.version !== difference.current);
  return (
    <Page
      title={title}
      width="text"
      breadcrumb={[
        { label: innovations.list.title, to: '/kerja/inovasi' },
        { label: difference.title || innovations.list.untitled, to: `/kerja/inovasi/${id}` },
        { label: history.title, to: here },
        { label: title },
      ]}
    >
      <div class="grid gap-5">
        <Card tone="tint">
          <div class="grid gap-4 sm:grid-cols-2">
            <Side term={history.difference.from} head={older} id={id} />
            <Side term={history.difference.to} head={newer} id={id} />
          </div>
          <p class="mt-2">
            <A to={`${here}/${newer.version}/${older.version}`} class="link inline-flex min-h-11 items-center">
              {history.difference.swap}
            </A>
          </p>
        </Card>
        {fields.length === 0 ? (
          <Alert>{history.difference.same}</Alert>
        ) : (
          <Card title={history.difference.count(fields.length)}>
            <DifferenceView difference={difference} topics={topics} />
          </Card>
        )}
        <div class="flex flex-wrap gap-2">
          {restorable.map(({ version }) => (
            <ButtonLink to={`${here}/${version}/pulihkan`} tone="plain" icon="undo-2">
              {history.restoreLabel(formatNumber(version))}
            </ButtonLink>
          ))}
          <ButtonLink to={here} tone="plain">
            {history.backToList}
          </ButtonLink>
        </div>
      </div>
    </Page>
  );
}

function Side({ term, head, id }: { term: string; head: VersionHead; id: string }) {
  const { history } = useMessages().innovations;
  const causeName = useCauseName();
  return (
    <div>
      <p class="font-semibold">
        {`${term}: `}
        <A to={`/kerja/inovasi/${id}/riwayat/${head.version}`}>{history.version(formatNumber(head.version))}</A>
      </p>
      <p>{causeName(head.cause)}</p>
      <WhenAndWho head={head} />
    </div>
  );
}
