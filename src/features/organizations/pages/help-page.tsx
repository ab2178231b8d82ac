import { Card, Icon, Page, Section, Table, useFrame } from '#ui/index.ts';

/** Whom to ask, and who does what. */
export function HelpPage() {
  const { tenant, messages } = useFrame();
  const { help } = messages.organizations;
  return (
    <Page title={help.title} lead={help.lead} width="text">
      {tenant && <Contact operator={tenant.operator} contact={tenant.help} />}
      <Section title={help.who}>
        <Table
          caption={help.who}
          rows={help.roles}
          rowKey={({ name }) => name}
          columns={[
            { key: 'role', head: help.role, main: true, cell: ({ name }) => name },
            { key: 'does', head: help.does, wide: true, cell: ({ does }) => does },
          ]}
        />
      </Section>
      <Section title={help.questions}>
        <div class="grid gap-3">
          {help.answers.map(({ q, a }) => (
            <details class="good-example">
              <summary>{q}</summary>
              <div class="px-4 pb-3">{a}</div>
            </details>
          ))}
        </div>
      </Section>
    </Page>
  );
}

function Contact({ operator, contact }: { operator: string; contact: { label: string; href: string | null } }) {
  const { help } = useFrame().messages.organizations;
  return (
    <Card title={help.contact} tone="tint">
      <p class="flex items-center gap-2 text-xl font-bold">
        <Icon name="phone" size={20} />
        {contact.href ? (
          <a class="link" href={contact.href}>
            {contact.label}
          </a>
        ) : (
          <span>{contact.label}</span>
        )}
      </p>
      <p class="mt-2">{help.contactOf(operator)}</p>
    </Card>
  );
}
