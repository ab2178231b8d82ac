import { Button, ConfirmBlock, Form, TextArea, useMessages } from '#ui/index.ts';
import { limits } from '../innovation.ts';

export function DiscardForm({ id }: { id: string }) {
  const { work } = useMessages().innovations;
  return (
    <ConfirmBlock open={work.discard} question={work.discardAsk}>
      <Form action={`/kerja/inovasi/${id}/buang`}>
        <Button tone="danger" icon="trash-2">
          {work.discardConfirm}
        </Button>
      </Form>
    </ConfirmBlock>
  );
}

export interface StepFormProps {
  id: string;
  version: number;
  formKey: string;
}

export function ArchiveForm({ id, version, formKey }: StepFormProps) {
  const { work } = useMessages().innovations;
  return (
    <ConfirmBlock open={work.archive} question={work.archiveAsk}>
      <Form action={`/kerja/inovasi/${id}/arsip`} hidden={{ key: formKey, version }}>
        <TextArea name="note" label={work.archiveNote} required={false} rows={2} maxlength={limits.note} />
        <Button tone="danger" icon="archive">
          {work.archiveConfirm}
        </Button>
      </Form>
    </ConfirmBlock>
  );
}

/** Takes back that this builds on another. */
export function RemoveBasis({ id, version }: Pick<StepFormProps, 'id' | 'version'>) {
  const { similar } = useMessages().innovations;
  return (
    <Form action={`/kerja/inovasi/${id}/asal`} hidden={{ version, basedOn: '' }} class="mt-1">
      <div>
        <Button tone="quiet" icon="x">
          {similar.remove}
        </Button>
      </div>
    </Form>
  );
}
