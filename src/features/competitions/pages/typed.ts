/** What stands in the fields: as stored, or as typed when the form came back. */
export type Typed = Readonly<Record<string, string>>;
export type Errors = Readonly<Record<string, string>>;

export const tick = (yes: boolean) => (yes ? 'ya' : '');

/** The props of a field by its name. */
export const fieldsOf =
  ({ typed, errors }: { typed: Typed; errors: Errors }) =>
  (name: string) => ({ name, value: typed[name] ?? '', error: errors[name] });
