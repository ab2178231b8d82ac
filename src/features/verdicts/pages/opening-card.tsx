import { Button, Card, CheckboxGroup, Form, useMessages } from '#ui/index.ts';
import { fieldsOf, type PlenaryPageProps } from './forms.ts';

export function OpeningCard({ view, ids, returned, to }: PlenaryPageProps & { to: string }) {
  const { opening } = useMessages().verdicts;
  const fields = fieldsOf(returned, 'buka');
  if (view.jurors.length === 0) return <Card title={opening.title}>{opening.noJurors}</Card>;
  return (
    <Card title={opening.title}>
      <p class="mb-3 max-w-text">{opening.lead}</p>
      <Form action={`${to}/buka`} hidden={{ id: ids.plenary }}>
        <CheckboxGroup
          name="present"
          label={opening.present}
          values={fields.values('present')}
          error={fields.error('present')}
          options={view.jurors.map(({ id, name, institution, chair }) => ({
            value: id,
            label: chair ? `${name} (${opening.chair})` : name,
            hint: institution,
          }))}
        />
        <div>
          <Button>{opening.submit}</Button>
        </div>
      </Form>
    </Card>
  );
}
