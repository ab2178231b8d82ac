import { Card, DefinitionList, formatDateTime, formatNumber, Page, useMessages } from '#ui/index.ts';
import { sealFindings, type TenantHealth } from '../health.ts';
import { CheckState, Findings } from './health-page.tsx';

/** What a region's administrator should know: that there is a backup and that the audit is whole. */
export function TenantHealthPage({ health }: { health: TenantHealth }) {
  const { operations: words } = useMessages();
  const { seal, at } = health;
  return (
    <Page title={words.title} lead={words.tenantLead(formatDateTime(at))}>
      <Findings findings={sealFindings({ ...seal, tenant: '' }, at)} />
      <Card class="mt-6">
        <DefinitionList
          items={[
            { term: words.version, value: `Gelar ${health.version}` },
            { term: words.lastBackup, value: health.lastBackup ? formatDateTime(health.lastBackup) : words.noBackups },
            { term: words.lastSeal, value: seal.lastSealed ? formatDateTime(seal.lastSealed) : words.never },
            { term: words.unsealed, value: formatNumber(seal.unsealed) },
            { term: words.check, value: <CheckState check={seal.check} /> },
          ]}
        />
      </Card>
    </Page>
  );
}
