import { A, ButtonLink, Card, formatDate, formatNumber, Section, useMessages } from '#ui/index.ts';
import type { IndexView } from '../index-view.ts';
import { ChoiceTable } from './choice-table.tsx';

/** How the figure came about, with its own numbers, sources and open questions. */
export function RulesSection({ view, file }: { view: IndexView; file: string }) {
  const words = useMessages().indexPages;
  const { edition } = view;
  return (
    <Section title={words.rules.title} id="aturan">
      <div class="grid grid-cols-1 gap-6 lg:grid-cols-2 lg:items-start">
        <Card title={words.rules.steps}>
          <CalculationSteps view={view} />
        </Card>
        <Card title={words.rules.source}>
          <ul class="grid list-disc gap-2 ps-5">
            {edition.sources.map((source) => (
              <li class="break-words">
                <Source text={source} />
              </li>
            ))}
          </ul>
          {edition.assumptions.length > 0 && (
            <>
              <h3 class="mt-5 mb-2 text-lg">{words.rules.assumptions}</h3>
              <ul class="grid list-disc gap-2 ps-5">
                {edition.assumptions.map((assumption) => (
                  <li>{assumption}</li>
                ))}
              </ul>
            </>
          )}
        </Card>
      </div>
      <div class="mt-6 grid grid-cols-1 gap-6">
        <Card title={words.choices.title}>
          <p class="mb-3 max-w-text text-tinta-2">{words.choices.lead}</p>
          <ChoiceTable view={view} />
        </Card>
        <Card title={words.rules.recompute} icon="refresh-cw" aside={<Download file={file} />}>
          <p class="max-w-text text-tinta-2">{words.rules.recomputeText}</p>
          <p class="mt-3 overflow-x-auto rounded-field bg-kertas-2 px-4 py-3 text-sm" tabindex={0}>
            <code class="whitespace-nowrap">{words.rules.command(edition.edition)}</code>
          </p>
        </Card>
      </div>
    </Section>
  );
}

function Download({ file }: { file: string }) {
  const words = useMessages().indexPages;
  return (
    <ButtonLink to={file} tone="plain" icon="download">
      {words.download}
    </ButtonLink>
  );
}

/** Addresses in a source become links. */
function Source({ text }: { text: string }) {
  const [, before = text, url, after = ''] = /^(.*?)(https?:\/\/\S+)(.*)$/.exec(text) ?? [];
  if (!url) return <>{text}</>;
  return (
    <>
      {before}
      <A to={url}>{url.replace(/^https?:\/\//, '')}</A>
      {after}
    </>
  );
}

function CalculationSteps({ view }: { view: IndexView }) {
  const words = useMessages().indexPages.rules;
  const { edition, parts, n, divisor, total } = view;
  const two = (value: number) => formatNumber(value, 2);
  const { perInnovation, cap } = edition.count;
  const open = view.affairRule.represented >= (view.affairRule.needed ?? 0);
  return (
    <ol class="grid list-decimal gap-2 ps-5 tabular-nums">
      <li>{words.window(formatDate(edition.window.from), formatDate(edition.window.to))}</li>
      <li>{words.spd(two(parts.spd.score), formatNumber(parts.spd.max))}</li>
      <li>
        {words.maturity(two(parts.maturity.score), formatNumber(parts.maturity.max), divisor, edition.divisorFloor)}
      </li>
      <li>{open ? words.count(n, formatNumber(perInnovation), cap, two(parts.count.score)) : words.countClosed}</li>
      <li>
        <b>{words.index(two(total), formatNumber(edition.totalMax), two(view.index))}</b>
      </li>
      <li>{words.evidence}</li>
    </ol>
  );
}
