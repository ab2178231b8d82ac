import { A, Alert, ButtonLink, Card, Chip, formatDateTime, formatNumber, Page, useMessages } from '#ui/index.ts';
import type { PublicPart, PublicVerdict, ShownEntry } from '../published.queries.ts';
import { byCategory, EntryLine, PlaceWords } from './entry-lines.tsx';

/** The verdict as everybody reads it: places, bands in words, and the data from which anybody computes it again. */
export function ResultPage({ verdict }: { verdict: PublicVerdict }) {
  const { aftermath } = useMessages();
  const { contest, shown } = verdict;
  const path = `/lomba/${contest.id}`;
  return (
    <Page
      title={aftermath.result.title}
      lead={aftermath.result.lead(contest.name, formatDateTime(contest.publishedAt ?? ''))}
      breadcrumb={[{ label: contest.name, to: path }, { label: aftermath.result.title }]}
      example={contest.example}
      aside={
        <div class="flex flex-wrap gap-2">
          <ButtonLink to={`${path}/galeri`} icon="trophy">
            {aftermath.result.gallery}
          </ButtonLink>
          <ButtonLink to={`${path}/keberatan`} tone="plain" icon="message-circle">
            {aftermath.result.objections}
          </ButtonLink>
        </div>
      }
    >
      <div class="grid gap-6">
        {contest.example && <Alert tone="warning">{aftermath.example}</Alert>}
        {byCategory(shown).map(([category, entries]) => (
          <CategoryCard category={category} entries={entries} />
        ))}
        <DataCard verdict={verdict} path={path} />
      </div>
    </Page>
  );
}

function CategoryCard({ category, entries }: { category: string; entries: readonly ShownEntry[] }) {
  const { result } = useMessages().aftermath;
  const winners = entries.filter(({ place }) => place !== null);
  const finalists = entries.filter(({ place }) => place === null);
  return (
    <Card title={category} icon="trophy">
      <ol class="grid gap-4">
        {winners.map((entry) => (
          <li class="grid gap-x-4 gap-y-1 sm:grid-cols-[7rem_1fr]">
            <div>
              <Chip tone="tarum">
                <PlaceWords place={entry.place} />
              </Chip>
            </div>
            <EntryLine entry={entry}>
              <p class="text-sm text-tinta-3">{result.standing[entry.standing]}</p>
            </EntryLine>
          </li>
        ))}
      </ol>
      {finalists.length > 0 && (
        <div class="mt-5 border-t border-garis pt-4">
          <h3 class="text-lg">{result.finalists}</h3>
          <p class="mb-3 text-sm text-tinta-3">{result.finalistsHelp}</p>
          <ul class="grid gap-3 sm:grid-cols-2">
            {finalists.map((entry) => (
              <li>
                <EntryLine entry={entry} />
              </li>
            ))}
          </ul>
        </div>
      )}
    </Card>
  );
}

function DataCard({ verdict, path }: { verdict: PublicVerdict; path: string }) {
  const { result } = useMessages().aftermath;
  const { parts, shown, entries, sha256 } = verdict;
  return (
    <Card title={result.data} icon="file-check" id="data">
      <p class="mb-3">{parts.length > 0 ? result.dataLead : result.noScores}</p>
      <p class="mb-3 text-tinta-2">{result.pseudonyms(shown.length, entries)}</p>
      <ul class="grid gap-4">
        {parts.map((part) => (
          <PartLine part={part} path={path} />
        ))}
        <li>
          <A to={`${path}/data.json`} class="link">
            {result.whole}
          </A>
          <Checksum sha256={sha256} />
        </li>
      </ul>
    </Card>
  );
}

function PartLine({ part, path }: { part: PublicPart; path: string }) {
  const { result, dataSet } = useMessages().aftermath;
  return (
    <li>
      <A to={`${path}/data/${part.position}.json`} class="link">
        {result.part(part.category, dataSet.stages[part.stage])}
      </A>
      <p class="text-sm">
        {result.command}: <code class="break-all">{`./gelar jury rank ${part.position}.json --json`}</code>
      </p>
      <p class="text-sm text-tinta-2">
        {`${result.seed}: ${part.seed} · ${result.draws}: ${formatNumber(part.draws)}`}
      </p>
      <Checksum sha256={part.sha256} />
    </li>
  );
}

function Checksum({ sha256 }: { sha256: string }) {
  const { result } = useMessages().aftermath;
  return (
    <p class="text-sm text-tinta-2">
      {`${result.checksum}: `}
      <code class="break-all">{sha256}</code>
    </p>
  );
}
