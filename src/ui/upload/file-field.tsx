import { describe, Field, type FieldProps } from '../field.tsx';

export interface FileFieldProps extends FieldProps {
  /** Endings with their dot, separated by commas: what the device offers first. The server looks at the content. */
  accept: string;
  /** Several at once, from the folder or the camera of the device. */
  several?: boolean;
}

export function FileField({ accept, several, ...props }: FileFieldProps) {
  return (
    <Field {...props}>
      <input {...describe(props)} class="file-input w-full" type="file" accept={accept} multiple={several} />
    </Field>
  );
}
