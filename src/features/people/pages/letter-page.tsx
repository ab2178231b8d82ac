import { ButtonLink, formatDate, formatDateTime, href, Island, Page, useFrame } from '#ui/index.ts';
import type { InvitationFace } from '../invitation.queries.ts';
import type { PrintedLetterhead } from '../letterhead.ts';
import PrintButton from './print-button.island.tsx';

export interface LetterPageProps {
  face: InvitationFace;
  code: string;
  /** What the QR holds. */
  address: string;
  qr: { size: number; path: string };
  /** "2026-11-24" */
  today: string;
  /** Null while nobody wrote one: then the letter names the region and its operator. */
  letterhead: PrintedLetterhead | null;
}

/** A letter to print: on paper there is nothing but it. */
export function LetterPage({ face, code, address, qr, today, letterhead }: LetterPageProps) {
  const { messages } = useFrame();
  const { handed, list } = messages.invitations;
  const { board } = messages.people;
  const breadcrumb = [
    { label: board.title, to: '/kerja/orang' },
    { label: list.title, to: '/kerja/orang/undangan' },
  ];
  const title = face.purpose === 'reset' ? handed.resetTitle : handed.title;
  return (
    <Page title={title} lead={handed.lead} width="text" breadcrumb={breadcrumb}>
      <div class="mb-5 flex flex-wrap items-center gap-3">
        <Island of={PrintButton} props={{ label: handed.print }} />
        <ButtonLink to="/kerja/orang/undangan" tone="plain">
          {handed.toList}
        </ButtonLink>
        <p class="w-full text-sm text-tinta-3">{handed.printHint}</p>
      </div>
      <article class="letter">
        {letterhead ? <OwnLetterhead {...letterhead} /> : <Letterhead />}
        <Opening face={face} today={today} />
        <div class="letter-code">
          <svg class="letter-qr" viewBox={`0 0 ${qr.size} ${qr.size}`} role="img" shape-rendering="crispEdges">
            <title>{messages.invitations.letter.qr(withoutCode(address, code))}</title>
            <path d={qr.path} />
          </svg>
          <div>
            <p>{messages.invitations.letter.code}</p>
            <p class="letter-digits">{code}</p>
            <p>{messages.invitations.letter.until(formatDateTime(face.expiresAt))}</p>
          </div>
        </div>
        <Steps face={face} address={withoutCode(address, code)} />
      </article>
    </Page>
  );
}

/** What somebody types who cannot scan: short, the code follows on the page itself. */
const withoutCode = (address: string, code: string) => address.replace(`/${code}`, '').replace(/^https?:\/\//, '');

function Letterhead() {
  const { messages, tenant } = useFrame();
  return (
    <div class="letter-head">
      <p>{tenant && messages.invitations.letter.government(tenant.name)}</p>
      <p class="letter-operator">{tenant?.operator}</p>
    </div>
  );
}

/** As on the region's papers: the first line in capitals, the others as they were written. */
function OwnLetterhead({ lines, logo }: PrintedLetterhead) {
  const { base } = useFrame();
  const [first, ...rest] = lines;
  return (
    <div class={logo ? 'letter-head letter-head-own letter-head-logo' : 'letter-head letter-head-own'}>
      {logo && <img src={href(base, logo)} alt="" />}
      <div>
        <p class="letter-institution">{first}</p>
        {rest.map((line) => (
          <p>{line}</p>
        ))}
      </div>
    </div>
  );
}

function Opening({ face, today }: Pick<LetterPageProps, 'face' | 'today'>) {
  const { messages, tenant } = useFrame();
  const { letter } = messages.invitations;
  const region = tenant?.name ?? '';
  const { title, username, from, to } = face;
  return (
    <>
      <p class="letter-date">{formatDate(today)}</p>
      <p>{title === null ? letter.resetSubject : letter.subject}</p>
      <p class="letter-to">
        {letter.to}
        <br />
        <b>{face.name}</b>
        <br />
        {letter.place}
      </p>
      <p>{title === null ? letter.resetOpening(username ?? '', region) : letter.opening(title, region)}</p>
      {from && <p>{to === null ? letter.from(formatDate(from)) : letter.period(formatDate(from), formatDate(to))}</p>}
    </>
  );
}

function Steps({ face, address }: { face: InvitationFace; address: string }) {
  const { messages, tenant } = useFrame();
  const { letter } = messages.invitations;
  return (
    <>
      <h2>{letter.stepsTitle}</h2>
      <ol>
        <li>
          {letter.stepScan} <b class="letter-address">{address}</b>
        </li>
        <li>{letter.stepCode}</li>
        <li>{face.purpose === 'reset' ? letter.stepPassword : letter.stepAccount}</li>
      </ol>
      <p>{letter.secret}</p>
      {tenant && <p class="letter-foot">{letter.notYou(tenant.operator, tenant.help.label)}</p>}
    </>
  );
}
