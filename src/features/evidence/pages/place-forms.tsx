import { Button, Card, Checkbox, FileField, Form, Select, TextField, UploadProgress, useMessages } from '#ui/index.ts';
import { largestFile, mostInOnePlace } from '../document.ts';
import { saySize } from './words.ts';

interface FormProps {
  to: (act: string) => string;
  typed: Readonly<Record<string, string>>;
  problems: Readonly<Record<string, string>>;
}

interface SendFormProps extends FormProps {
  home: string;
  mostPdfBytes: number;
  /** What is offered on the device first; the server looks at the content. */
  endings: readonly string[];
  /** Photos may become one PDF: only where a PDF is taken. */
  mayJoin: boolean;
}

export function SendForm({ to, home, typed, problems, mostPdfBytes, endings, mayJoin }: SendFormProps) {
  const messages = useMessages();
  const words = messages.evidence.send;
  const size = saySize(messages, largestFile);
  return (
    <Card title={words.title} id="kirim">
      <Form action={to('unggah')} upload>
        <FileField
          several
          name="berkas"
          label={words.files}
          hint={words.filesHint(endings.join(', '), size, mostInOnePlace)}
          error={problems.berkas}
          accept={endings.map((ending) => `.${ending}`).join(',')}
        />
        {mayJoin && (
          <>
            <Checkbox
              name="satuPdf"
              label={words.join}
              hint={words.joinHint(saySize(messages, mostPdfBytes))}
              checked={typed.satuPdf === 'ya'}
            />
            <TextField
              name="judul"
              label={words.name}
              hint={words.nameHint}
              value={typed.judul ?? ''}
              maxlength={150}
              required={false}
            />
          </>
        )}
        <Checkbox name="publik" label={words.public} hint={words.publicHint} checked={typed.publik === 'ya'} />
        <div>
          <UploadProgress to={`${home}/unggah/kiriman`} mostBytes={largestFile} />
          <Button icon="send">{words.button}</Button>
        </div>
      </Form>
    </Card>
  );
}

export function ReuseForm({
  to,
  documents,
  problems,
}: Pick<FormProps, 'to' | 'problems'> & { documents: readonly { id: string; title: string }[] }) {
  const words = useMessages().evidence.reuse;
  return (
    <Card title={words.title}>
      <Form action={to('pakai')}>
        <Select
          name="document"
          label={words.document}
          error={problems.document}
          options={documents.map(({ id, title }) => ({ value: id, label: title }))}
        />
        <div>
          <Button tone="plain">{words.button}</Button>
        </div>
      </Form>
    </Card>
  );
}

export function VideoForm({ to, typed, problems }: FormProps) {
  const words = useMessages().evidence.video;
  return (
    <Card title={words.title}>
      <Form action={to('video')}>
        <TextField name="title" label={words.name} value={typed.title} error={problems.title} maxlength={200} />
        <TextField
          name="address"
          label={words.address}
          hint={words.addressHint}
          type="url"
          value={typed.address}
          error={problems.address}
          maxlength={500}
        />
        <div>
          <Button tone="plain" icon="video">
            {words.button}
          </Button>
        </div>
      </Form>
    </Card>
  );
}
