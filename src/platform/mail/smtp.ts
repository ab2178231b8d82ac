import { createTransport } from 'nodemailer';
import type { MailBody } from './letter.ts';

export interface SmtpMail extends MailBody {
  id: string;
  to: string;
  subject: string;
}

/** `refused`: the receiving side will never take it. `later`: it may take it another time. `down`: nobody answered, or not us. */
export type Delivery = { kind: 'sent' } | { kind: 'refused' | 'later' | 'down'; problem: string };

export interface Smtp {
  deliver(mail: SmtpMail): Promise<Delivery>;
  close(): void;
}

const patience = 15_000;

/** @param url `smtp://user:password@host:587`, or `smtps://` for TLS from the first byte */
export function openSmtp(url: string, from: string): Smtp {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 2,
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience * 2,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = /@([^\s>]+)/.exec(from)?.[1] ?? 'localhost';
  return {
    async deliver({ id, to, subject, text, html }) {
      try {
        // The same id at every try: a server that took it before can tell.
        const messageId = `<${id}@${domain}>`;
        const headers = { 'Auto-Submitted': 'auto-generated' };
        await transport.sendMail({ from, to: { name: '', address: to }, subject, text, html, messageId, headers });
        return { kind: 'sent' };
      } catch (error) {
        return { kind: kindOf(error), problem: problemOf(error) };
      }
    },
    close: () => transport.close(),
  };
}

/** SMTP's own rule: replies that begin with 5 are for good (RFC 5321, 4.2.1). Of a refused sign-in the mail is innocent. */
function kindOf(error: unknown): 'refused' | 'later' | 'down' {
  const { code, responseCode } = error as { code?: string; responseCode?: number };
  if (code !== 'EENVELOPE' && code !== 'EMESSAGE') return 'down';
  return responseCode !== undefined && responseCode < 500 ? 'later' : 'refused';
}

function problemOf(error: unknown): string {
  const { response, message } = error as { response?: string; message?: string };
  return (response ?? message ?? String(error)).replace(/\s+/g, ' ').slice(0, 300);
}
