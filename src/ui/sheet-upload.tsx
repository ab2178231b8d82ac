import type { ComponentChildren } from 'preact';

import { useFrame } from './frame.tsx';
import { href } from './link.tsx';
import { FileField } from './upload/file-field.tsx';

export interface SheetUploadProps {
  /** Path inside the tenant; it ends in `/unggah`. */
  action: string;
  hidden: Readonly<Record<string, string>>;
  label: string;
  hint: string;
  error?: string | undefined;
  /** The button. */
  children: ComponentChildren;
}

/** A form that sends one XLSX or CSV file, in plain multipart. */
export function SheetUpload({ action, hidden, label, hint, error, children }: SheetUploadProps) {
  const { base } = useFrame();
  const field = { name: 'file', label, hint, error };
  return (
    <form action={href(base, action)} method="post" enctype="multipart/form-data" class="form" novalidate>
      {Object.entries(hidden).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <FileField
        {...field}
        accept=".xlsx,.csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet,text/csv"
      />
      <p>{children}</p>
    </form>
  );
}
