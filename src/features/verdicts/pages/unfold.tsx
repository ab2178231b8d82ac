import type { ComponentChildren } from 'preact';

export interface UnfoldProps {
  /** Words of the button that opens it. */
  open: string;
  lead: string;
  expanded?: boolean;
  children: ComponentChildren;
}

/** A form behind its button, without script; for what can be done again, unlike a `ConfirmBlock`. */
export function Unfold({ open, lead, expanded = false, children }: UnfoldProps) {
  return (
    <details open={expanded || undefined}>
      <summary class="btn button-plain">{open}</summary>
      <div class="mt-2 rounded-lg border border-garis p-4">
        <p class="mb-3 text-tinta-2">{lead}</p>
        {children}
      </div>
    </details>
  );
}
