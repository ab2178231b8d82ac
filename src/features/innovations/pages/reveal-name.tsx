import { Button, Form, useMessages } from '#ui/index.ts';

/** Beside a masked name: asks for it in clear. Looking is recorded. */
export function RevealName({ action, revealed }: { action: string; revealed: boolean }) {
  const { work } = useMessages().innovations;
  if (revealed) return <p class="text-sm text-tinta-3">{work.revealed}</p>;
  return (
    <Form action={action} class="mt-1">
      <p class="text-sm text-tinta-3">{work.nameHidden}</p>
      <div>
        <Button tone="plain" icon="eye">
          {work.revealName}
        </Button>
      </div>
    </Form>
  );
}
