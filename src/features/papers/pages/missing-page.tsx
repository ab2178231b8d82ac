import { Button, Form, Page, TextField, useMessages } from '#ui/index.ts';

/** No paper has that code: says what to look at, and takes another one. */
export function MissingPage({ typed }: { typed: string }) {
  const { verify } = useMessages().papers;
  return (
    <Page title={verify.missingTitle} lead={verify.missingHelp} width="text">
      <Form action="/naskah" method="get">
        <TextField name="kode" label={verify.codeLabel} value={typed} width="half" maxlength={40} autocomplete="off" />
        <div>
          <Button icon="search">{verify.codeSend}</Button>
        </div>
      </Form>
    </Page>
  );
}
