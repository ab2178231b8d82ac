import { describe, Field, type FieldProps } from '../field.tsx';

export interface FileFieldProps extends FieldProps {
  /** Endings with their dot, separated by commas: what the device offers first. The server looks at the content. */
  accept: string;
}

/** Several files at once, from the folder or the camera of the device. */
export function FileField(props: FileFieldProps) {
  return (
    <Field {...props}>
      <input {...describe(props)} class="file-input w-full" type="file" accept={props.accept} multiple />
    </Field>
  );
}
