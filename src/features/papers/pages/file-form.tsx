import { Button, FileField, href, useFrame } from '#ui/index.ts';

interface Props {
  /** Path inside the tenant; it ends with `/unggah`, where bodies are read as streams. */
  action: string;
  label: string;
  submit: string;
  hidden?: Readonly<Record<string, string | number>>;
  error?: string | undefined;
  plain?: boolean;
}

/** One PDF and a button: works without script. */
export function FileForm({ action, label, submit, hidden = {}, error, plain = false }: Props) {
  const { base } = useFrame();
  return (
    <form action={href(base, action)} method="post" encType="multipart/form-data" class="form" novalidate>
      {Object.entries(hidden).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <FileField name="file" label={label} error={error} accept="application/pdf,.pdf" />
      <div>
        <Button tone={plain ? 'plain' : 'primary'} icon="file-check">
          {submit}
        </Button>
      </div>
    </form>
  );
}
