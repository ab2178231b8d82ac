import { Button, fieldId, href, useFrame } from '#ui/index.ts';

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
  const id = fieldId('file');
  return (
    <form action={href(base, action)} method="post" encType="multipart/form-data" class="form" novalidate>
      {Object.entries(hidden).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <div class="field">
        <label class="field-label" for={id}>
          {label}
        </label>
        {error && (
          <p id={`${id}-error`} class="field-error">
            {error}
          </p>
        )}
        <input
          id={id}
          name="file"
          type="file"
          accept="application/pdf,.pdf"
          class="input w-full py-2"
          aria-describedby={error ? `${id}-error` : undefined}
          aria-invalid={error ? 'true' : undefined}
        />
      </div>
      <div>
        <Button tone={plain ? 'plain' : 'primary'} icon="file-check">
          {submit}
        </Button>
      </div>
    </form>
  );
}
