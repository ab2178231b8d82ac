import { useMessages } from './frame.tsx';
import { Icon } from './icon.tsx';
import { A } from './link.tsx';

/** "Unduh XLSX · CSV · Cetak" of the list as it is filtered now. `list` is its address with the query. */
export function ExportLinks({ list }: { list: string }) {
  const { exports: words } = useMessages().ui;
  const [path = '', query] = list.split('?');
  const as = (ending: string) => (query ? `${path}${ending}?${query}` : path + ending);
  return (
    <nav class="export-links" aria-label={words.label}>
      <Icon name="download" size={17} />
      <span aria-hidden="true">{words.download}</span>
      <A to={as('.xlsx')} label={words.xlsx} class="page-link">
        XLSX
      </A>
      <A to={as('.csv')} label={words.csv} class="page-link">
        CSV
      </A>
      <A to={as('/cetak')} class="page-link">
        {words.print}
      </A>
    </nav>
  );
}
