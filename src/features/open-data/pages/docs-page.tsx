import { A, Card, Chip, DefinitionList, Page, Section, useMessages } from '#ui/index.ts';
import type { DocumentView, OperationView, ParameterView } from '../document-view.ts';

/** The API for people: every operation of the document, without script and without anything from elsewhere. */
export function DocsPage({ view }: { view: DocumentView }) {
  const { openData } = useMessages();
  const { api } = openData;
  return (
    <Page
      title={api.title}
      description={api.docsLead}
      lead={api.docsLead}
      breadcrumb={[{ label: openData.title, to: '/data' }, { label: api.title }]}
    >
      <Card>
        <p class="max-w-text">{view.description}</p>
        <p class="mt-3">
          <code class="wrap-anywhere">{view.server}</code>
        </p>
        <p class="mt-3">
          <A to="/api/v1/openapi.json">{api.document}</A>
        </p>
      </Card>
      {view.groups.map(({ name, operations }) => (
        <Section title={name}>
          <div class="grid min-w-0 gap-4">
            {operations.map((operation) => (
              <OperationCard operation={operation} server={view.server} />
            ))}
          </div>
        </Section>
      ))}
    </Page>
  );
}

function OperationCard({ operation, server }: { operation: OperationView; server: string }) {
  const { api } = useMessages().openData;
  const { id, method, path, summary, scope, parameters, body, answers } = operation;
  return (
    <section id={id} class="card on-paper min-w-0 border-garis bg-white">
      <h3 class="flex flex-wrap items-center gap-2 text-lg">
        <Chip tone={method === 'GET' ? 'tarum' : 'kunyit'}>{method}</Chip>
        <code class="wrap-anywhere">{path}</code>
      </h3>
      <p class="mt-1">{summary}</p>
      {scope !== null && (
        <p class="mt-1">
          <Chip tone="nila">{api.needsKey(scope)}</Chip>
        </p>
      )}
      <Parameters title={api.parametersTitle} list={parameters} />
      <Parameters title={api.bodyTitle} list={body} />
      <h4 class="mt-4 font-bold">{api.answersTitle}</h4>
      <DefinitionList
        items={answers.map(({ status, description, schema }) => ({
          term: status,
          value: schema ? `${description} · ${schema}` : description,
        }))}
      />
      <h4 class="mt-4 font-bold">{api.example}</h4>
      <pre class="mt-1 overflow-x-auto rounded-lg bg-kertas-2 p-3 text-sm" tabindex={0}>
        <code>{curlOf(operation, server)}</code>
      </pre>
    </section>
  );
}

function Parameters({ title, list }: { title: string; list: readonly ParameterView[] }) {
  const { api } = useMessages().openData;
  if (list.length === 0) return null;
  return (
    <>
      <h4 class="mt-4 font-bold">{title}</h4>
      <dl class="definitions">
        {list.map(({ name, where, required, type, meaning }) => (
          <div>
            <dt>
              <code>{name}</code>
            </dt>
            <dd>
              <span class="text-sm text-tinta-3 wrap-anywhere">
                {[api.where[where], required ? api.required : null, type].filter(Boolean).join(' · ')}
              </span>
              <span class="block">{meaning}</span>
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function curlOf({ method, path, scope, parameters, body }: OperationView, server: string): string {
  const lines = [`curl ${method === 'GET' ? '' : `-X ${method} `}'${server}${path}'`];
  if (scope !== null) lines.push(`-H 'Authorization: Bearer gelar_…'`);
  if (parameters.some(({ name }) => name === 'idempotency-key')) lines.push(`-H 'Idempotency-Key: <UUIDv7>'`);
  if (body.length > 0) {
    const value = Object.fromEntries(
      body.map(({ name, type }) => [name, type === 'integer' ? 1 : type === 'string' ? '…' : { summary: '…' }]),
    );
    lines.push(`-H 'Content-Type: application/json'`, `-d '${JSON.stringify(value)}'`);
  }
  return lines.join(' \\\n  ');
}
