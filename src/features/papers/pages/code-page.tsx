import { Button, Form, Page, TextField, useMessages } from '#ui/index.ts';

/** Takes the code of a paper. After one that no paper has it says so, and what to look at. */
export function CodePage({ typed }: { typed: string }) {
  const { verify } = useMessages().papers;
  return (
    <Page
      title={typed ? verify.missingTitle : verify.askTitle}
      lead={typed ? verify.missingHelp : verify.askHelp}
      width="text"
    >
      <Form action="/naskah" method="get">
        <TextField name="kode" label={verify.codeLabel} value={typed} width="half" maxlength={40} autocomplete="off" />
        <div>
          <Button icon="search">{verify.codeSend}</Button>
        </div>
      </Form>
    </Page>
  );
}
