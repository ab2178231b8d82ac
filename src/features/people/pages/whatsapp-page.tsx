import { ButtonLink, Card, Page, useMessages } from '#ui/index.ts';
import type { InvitationFace } from '../invitation.queries.ts';

export interface WhatsappPageProps {
  face: InvitationFace;
  text: string;
  /** https://wa.me/62…?text=… */
  link: string;
  phone: string;
}

/** The operator's own WhatsApp sends it: nothing goes out from here. */
export function WhatsappPage({ face, text, link, phone }: WhatsappPageProps) {
  const { invitations, people } = useMessages();
  const { handed, list } = invitations;
  const breadcrumb = [
    { label: people.board.title, to: '/kerja/orang' },
    { label: list.title, to: '/kerja/orang/undangan' },
    { label: face.name },
  ];
  return (
    <Page title={handed.whatsappTitle} lead={handed.whatsappLead} width="text" breadcrumb={breadcrumb}>
      <p class="mb-3">{handed.openHint(phone)}</p>
      <p class="mb-6 flex flex-wrap gap-2">
        <ButtonLink to={link} icon="external-link">
          {handed.open}
        </ButtonLink>
        <ButtonLink to="/kerja/orang/undangan" tone="plain">
          {handed.toList}
        </ButtonLink>
      </p>
      <Card title={handed.text}>
        <p class="whitespace-pre-line wrap-anywhere">{text}</p>
      </Card>
    </Page>
  );
}
