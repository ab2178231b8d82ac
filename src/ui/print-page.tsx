import { formatDateTime } from './format.ts';
import { useFrame, useMessages } from './frame.tsx';
import { Island } from './islands.tsx';
import { Page } from './layout.tsx';
import { A } from './link.tsx';
import PrintButton from './print-button.island.tsx';

export interface PrintPageProps {
  title: string;
  lead?: string | undefined;
  heads: readonly { head: string; end: boolean }[];
  lines: readonly (readonly string[])[];
  /** Said when not all rows are here. */
  more: string | null;
  /** The list that is printed. */
  back: string;
  now: Date;
}

/** A list on paper: a plain table whose heads stand on every sheet. */
export function PrintPage({ title, lead, heads, lines, more, back, now }: PrintPageProps) {
  const { exports: words } = useMessages().ui;
  const { tenant } = useFrame();
  return (
    <Page title={title} lead={lead}>
      <p class="no-print mb-4 flex flex-wrap items-center gap-4">
        <Island of={PrintButton} props={{ words: words.printNow }} />
        <span class="text-tinta-2">{words.printHow}</span>
        <A to={back} class="page-link">
          {words.back}
        </A>
      </p>
      <p class="mb-3 text-sm text-tinta-2">
        {words.printed(tenant?.name ?? '', formatDateTime(now), lines.length)} {more}
      </p>
      <section class="overflow-x-auto" tabindex={0} aria-label={title}>
        <table class="print-table">
          <thead>
            <tr>
              {heads.map(({ head, end }) => (
                <th scope="col" class={end ? 'text-end' : 'text-start'}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr>
                {line.map((cell, at) => (
                  <td class={heads[at]?.end ? 'text-end tabular-nums' : ''}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Page>
  );
}
