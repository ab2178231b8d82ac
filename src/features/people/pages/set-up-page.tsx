import { A, Alert, Button, ErrorSummary, Form, Page, TextField, useMessages } from '#ui/index.ts';
import { CurrentField, securityCrumbs } from './confirm-page.tsx';
import type { Problems } from './problems.ts';

export interface SetUpPageProps {
  /** An administrator who can do nothing else before. */
  required: boolean;
  qr: { size: number; path: string };
  /** `otpauth://…`: opens the app on the phone that shows the page. */
  address: string;
  /** The secret in groups of four. */
  secret: string;
  /** The same secret, encrypted, on its way to the confirmation. */
  ticket: string;
  problems?: Problems;
}

/** Codes of an app: scan or type the secret, then prove by a code that it arrived. */
export function SetUpPage({ required, qr, address, secret, ticket, problems = {} }: SetUpPageProps) {
  const { setUp: words, security, code } = useMessages().signIn;
  const breadcrumb = required ? [] : securityCrumbs(security.title, words.title);
  return (
    <Page title={words.title} lead={words.lead} width="form" breadcrumb={breadcrumb}>
      {required && (
        <div class="mb-5">
          <Alert tone="warning">
            {words.required} <A to="/akun/keamanan/kunci">{words.orPasskey}</A>
          </Alert>
        </div>
      )}
      <ErrorSummary errors={problems} />
      <h2 class="text-lg">{words.step1}</h2>
      <svg
        class="my-4 h-auto w-full max-w-60 bg-white"
        viewBox={`0 0 ${qr.size} ${qr.size}`}
        role="img"
        aria-label={words.qr}
        shape-rendering="crispEdges"
      >
        <path d={qr.path} />
      </svg>
      <p>
        <a class="link" href={address}>
          {words.onPhone}
        </a>
      </p>
      <p class="mt-3 text-tinta-2">{words.byHand}</p>
      <p class="mb-6 font-mono text-lg break-words">{secret}</p>
      <h2 class="mb-3 text-lg">{words.step2}</h2>
      <Form action={`/akun/keamanan/kode${required ? '?wajib=ya' : ''}`} hidden={{ ticket }}>
        <TextField
          name="code"
          label={code.code}
          autocomplete="one-time-code"
          maxlength={10}
          width="half"
          error={problems.code}
          required
        />
        <CurrentField error={problems.current} />
        <Button wide>{words.submit}</Button>
      </Form>
    </Page>
  );
}
