import { Alert, Button, Card, DefinitionList, Form, formatDate, Page, TextField, useMessages } from '#ui/index.ts';
import type { PublicCertificate } from '../certificate.queries.ts';

/** Takes the code of a certificate; after one that none has it says so. */
export function CheckPage({ typed }: { typed: string }) {
  const { check } = useMessages().aftermath;
  return (
    <Page title={typed ? check.unknownTitle : check.title} lead={typed ? check.unknown : check.lead} width="text">
      <Form action="/sertifikat" method="get">
        <TextField name="kode" label={check.code} value={typed} width="half" maxlength={40} autocomplete="off" />
        <div>
          <Button icon="search">{check.send}</Button>
        </div>
      </Form>
    </Page>
  );
}

/** What anybody may know of a certificate: whether it counts, and what it certifies. */
export function CertificatePage({ certificate, operator }: { certificate: PublicCertificate; operator: string }) {
  const { check, certificates, example } = useMessages().aftermath;
  const { valid, kind, place, category } = certificate;
  const as = place === null ? certificates.kinds[kind] : `${certificates.kinds[kind]} ${place}`;
  return (
    <Page title={check.title} lead={check.lead} width="text" example={certificate.example}>
      <div class="grid gap-5">
        <Alert tone={valid ? 'success' : 'error'} title={valid ? check.validTitle : check.voidTitle} live>
          {valid ? null : check.void}
        </Alert>
        {certificate.example && <Alert tone="warning">{example}</Alert>}
        <Card>
          <DefinitionList
            items={[
              { term: certificates.name, value: certificate.name ?? check.jurorName },
              { term: certificates.kind, value: as },
              { term: check.contest, value: `${certificate.contest}, ${certificate.year}` },
              ...(category ? [{ term: certificates.category, value: category }] : []),
              ...(kind === 'juror' ? [] : [{ term: check.innovation, value: certificate.title }]),
              { term: check.issuer, value: operator },
              { term: check.issued, value: formatDate(certificate.issuedAt) },
              { term: certificates.code, value: <code>{certificate.code}</code> },
            ]}
          />
          {certificate.pupil && <p class="mt-3 text-tinta-2">{check.pupilName}</p>}
        </Card>
      </div>
    </Page>
  );
}
