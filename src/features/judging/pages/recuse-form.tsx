import { Button, ConfirmBlock, Form, Select, TextArea, useMessages } from '#ui/index.ts';
import { declaredKinds, longestReason } from '../review.ts';
import { reviewAddress } from './desk-page.tsx';

export interface TypedRecusal {
  kind: string;
  reason: string;
}

interface Props {
  id: string;
  typed?: TypedRecusal | undefined;
  errors?: Readonly<Record<string, string>>;
}

/** "Saya punya konflik": gives an entry back with the reason. */
export function RecuseForm({ id, typed, errors = {} }: Props) {
  const { recuse } = useMessages().desk;
  return (
    <section class="mt-10">
      <ConfirmBlock open={recuse.open} question={recuse.question} expanded={typed !== undefined}>
        <Form action={`${reviewAddress(id)}/konflik`}>
          <Select
            name="kind"
            label={recuse.kind}
            value={typed?.kind}
            error={errors.kind}
            options={declaredKinds.map((kind) => ({ value: kind, label: recuse.kinds[kind] }))}
          />
          <TextArea
            name="reason"
            label={recuse.reason}
            hint={recuse.reasonHint}
            maxlength={longestReason}
            value={typed?.reason}
            error={errors.reason}
          />
          <Button tone="danger">{recuse.button}</Button>
        </Form>
      </ConfirmBlock>
    </section>
  );
}
