import { Button, Card, Form, NumberField, Select, useMessages } from '#ui/index.ts';
import type { Quota } from '../quota.ts';
import { fieldsOf, type PartProps } from './forms.ts';
import { Unfold } from './unfold.tsx';

export const quotaGroups = ['district', 'organizationKind', 'organization'] as const;

/** How ties are settled and what the winners must meet; the committee sets both before the first decision. */
export function RulesCard(props: PartProps) {
  const { plenary, view } = props;
  const { room, linkName, quotaName } = useMessages().verdicts;
  const fixed = plenary.state === 'sealed' || plenary.items.some(({ decided }) => decided);
  return (
    <Card title={room.rules}>
      <p class="font-semibold">{room.chain}</p>
      <ol class="mb-3 list-decimal ps-5">
        {plenary.chain.map((link) => (
          <li>{linkName(link)}</li>
        ))}
      </ol>
      <p class="font-semibold">{room.quotas}</p>
      {plenary.quotas.length === 0 && <p>{room.noQuotas}</p>}
      <ul class="mb-3 list-disc ps-5">
        {plenary.quotas.map((quota) => (
          <li>{quotaName(quota)}</li>
        ))}
      </ul>
      {fixed && plenary.state === 'open' && <p class="text-tinta-2">{room.rulesFixed}</p>}
      {!fixed && view.me.part === 'committee' && <RulesForm {...props} />}
    </Card>
  );
}

function RulesForm({ plenary, returned, to }: PartProps) {
  const { room, groups } = useMessages().verdicts;
  const fields = fieldsOf(returned, 'aturan');
  const criterion = plenary.chain.find((link) => link.link === 'criterion');
  return (
    <Unfold open={room.changeRules} lead={room.rulesFixed} expanded={fields.back}>
      <Form action={`${to}/aturan`} hidden={{ version: plenary.version }}>
        <Select
          name="criterion"
          label={room.criterion}
          value={fields.value('criterion', criterion?.link === 'criterion' ? criterion.name : '')}
          error={fields.error('criterion')}
          empty={room.noCriterion}
          options={plenary.criteria.map((name) => ({ value: name, label: name }))}
        />
        {quotaGroups.map((by) => (
          <NumberField
            name={`most-${by}`}
            label={room.most(groups[by])}
            hint={room.emptyHint}
            value={fields.value(`most-${by}`, countOf(plenary.quotas, by))}
            error={fields.error(`most-${by}`)}
            required={false}
          />
        ))}
        <NumberField
          name="newcomers"
          label={room.newcomers}
          hint={room.emptyHint}
          value={fields.value('newcomers', countOf(plenary.quotas, 'newcomers'))}
          error={fields.error('newcomers')}
          required={false}
        />
        <div>
          <Button>{room.saveRules}</Button>
        </div>
      </Form>
    </Unfold>
  );
}

function countOf(quotas: readonly Quota[], which: string): string {
  const found = quotas.find((quota) => (quota.kind === 'at_most' ? quota.by : quota.kind) === which);
  return found ? String(found.count) : '';
}
