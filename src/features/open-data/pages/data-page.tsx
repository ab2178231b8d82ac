import { A, ButtonLink, Card, formatDateTime, Page, Table, useFrame, useMessages } from '#ui/index.ts';
import { type DatasetName, type DictionaryField, formats, type Licence, licences } from '../dataset.ts';

export interface DatasetView {
  name: DatasetName;
  changedAt: Date | null;
  licence: Licence;
  dictionary: readonly DictionaryField[];
}

/** What may be downloaded, under which licence, and what every column means. */
export function DataPage({ datasets }: { datasets: readonly DatasetView[] }) {
  const { openData } = useMessages();
  const region = useFrame().tenant?.name ?? '';
  return (
    <Page title={openData.title} description={openData.lead(region)} lead={openData.lead(region)}>
      <div class="grid gap-5">
        {datasets.map((dataset) => (
          <DatasetCard dataset={dataset} />
        ))}
        <Card title={openData.apiCard.title} icon="layers" tone="tint">
          <p>{openData.apiCard.text}</p>
          <p class="mt-3 flex flex-wrap gap-x-6 gap-y-2">
            <A to="/api/v1/docs">{openData.apiCard.link}</A>
            <A to="/data/catalog.jsonld">{openData.catalogue}</A>
          </p>
        </Card>
        <p class="text-sm text-tinta-3">{openData.csvNote}</p>
      </div>
    </Page>
  );
}

function DatasetCard({ dataset: { name, changedAt, licence, dictionary } }: { dataset: DatasetView }) {
  const { openData } = useMessages();
  const { title, text, source } = openData.datasets[name];
  return (
    <Card id={name} title={title} icon="file-text">
      <p class="max-w-text">{text}</p>
      <p class="mt-2 text-sm text-tinta-2">
        {changedAt ? openData.updated(formatDateTime(changedAt)) : openData.updatedUnknown}
      </p>
      <p class="text-sm text-tinta-2">{`${openData.source}: ${source}`}</p>
      <p class="text-sm text-tinta-2">
        {`${openData.licence}: `}
        <a class="link" href={licences[licence]} rel="license noreferrer">
          {openData.licences[licence]}
        </a>
      </p>
      <div class="mt-3 flex flex-wrap gap-2">
        {formats.map((format) => (
          <ButtonLink to={`/data/${name}.${format}`} tone="plain" icon="download">
            {openData.download(format.toUpperCase())}
            <span class="sr-only">{` ${title}`}</span>
          </ButtonLink>
        ))}
      </div>
      <details class="mt-3">
        <summary class="inline-flex min-h-11 cursor-pointer items-center font-semibold text-tarum-700">
          {openData.dictionary}
          <span class="sr-only">{` ${title}`}</span>
        </summary>
        <Dictionary title={openData.dictionaryOf(title)} fields={dictionary} />
      </details>
    </Card>
  );
}

function Dictionary({ title, fields }: { title: string; fields: readonly DictionaryField[] }) {
  const { columns, types } = useMessages().openData;
  const typeOf = ({ type, nullable }: DictionaryField) => {
    const known = Object.hasOwn(types, type) ? types[type as keyof typeof types] : type;
    return nullable ? `${known}, ${types.unknown}` : known;
  };
  return (
    <Table
      caption={title}
      rows={fields}
      rowKey={({ field }) => field}
      columns={[
        { key: 'field', head: columns.field, cell: ({ field }) => <code>{field}</code>, main: true },
        { key: 'type', head: columns.type, cell: typeOf },
        { key: 'meaning', head: columns.meaning, cell: ({ meaning }) => meaning },
      ]}
    />
  );
}
