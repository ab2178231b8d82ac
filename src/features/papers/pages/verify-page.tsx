import {
  Alert,
  type AlertTone,
  Card,
  DefinitionList,
  formatDate,
  formatDateTime,
  Page,
  useMessages,
} from '#ui/index.ts';
import type { Comparison } from '../compare.ts';
import type { PublicPaper } from '../paper.queries.ts';
import { FileForm } from './file-form.tsx';
import { StateChip } from './state-chip.tsx';

export interface VerifyPageProps {
  paper: PublicPaper;
  operator: string;
  /** "Plt. Bupati Bekasi"; null while it is not public. */
  signerTitle: string | null;
  /** Of a file that was sent. */
  compared: { outcome: Comparison; sha256: string } | null;
  error?: string | undefined;
}

/** What anybody may know of a paper: where it is from, what state it is in, whether a file is the one that was kept. */
export function VerifyPage({ paper, operator, signerTitle, compared, error }: VerifyPageProps) {
  const { verify } = useMessages().papers;
  return (
    <Page title={verify.title} lead={verify.lead} width="text">
      <div class="grid gap-5">
        {compared && <Compared {...compared} simulated={paper.simulated} />}
        <PaperCard paper={paper} operator={operator} signerTitle={signerTitle} />
        <Card title={verify.file} icon="file-check">
          <p class="mb-3 text-tinta-2">{verify.fileHelp}</p>
          <FileForm
            action={`/naskah/${paper.code}/unggah`}
            label={verify.fileLabel}
            submit={verify.fileSend}
            error={error}
          />
        </Card>
      </div>
    </Page>
  );
}

const tones: Record<Comparison, AlertTone> = {
  same: 'success',
  'same but void': 'warning',
  unsigned: 'warning',
  different: 'error',
};

interface ComparedProps {
  outcome: Comparison;
  sha256: string;
  simulated: boolean;
}

function Compared({ outcome, sha256, simulated }: ComparedProps) {
  const { verify } = useMessages().papers;
  const said = {
    same: [verify.sameTitle, simulated ? verify.sameSimulated : verify.same],
    'same but void': [verify.sameTitle, verify.sameVoid],
    unsigned: [verify.unsignedTitle, verify.unsigned],
    different: [verify.differentTitle, verify.different],
  } satisfies Record<Comparison, [string, string]>;
  const [title, text] = said[outcome];
  return (
    <Alert tone={outcome === 'same' && simulated ? 'warning' : tones[outcome]} title={title} live>
      <p>{text}</p>
      <p class="mt-2 text-sm break-all">
        {verify.yours}: <code>{sha256}</code>
      </p>
    </Alert>
  );
}

function PaperCard({ paper, operator, signerTitle }: Pick<VerifyPageProps, 'paper' | 'operator' | 'signerTitle'>) {
  const { papers } = useMessages();
  const { verify, work } = papers;
  const { known } = paper;
  const signer = known && signerTitle && [signerTitle, known.signerName].join(', ');
  return (
    <Card
      title={onlySimulated(paper) ? verify.simulatedTitle : verify.states[paper.state]}
      aside={<StateChip state={paper.state} simulated={paper.simulated} />}
    >
      {paper.simulated && (
        <div class="mb-4">
          <Alert tone="warning">{verify.simulated}</Alert>
        </div>
      )}
      {known === null && <p class="mb-3">{verify.draftHelp}</p>}
      <DefinitionList
        items={[
          { term: verify.kind, value: papers.kinds[paper.kind] },
          { term: verify.from, value: operator },
          ...(known
            ? [
                { term: work.number, value: known.number },
                { term: work.date, value: known.datedOn && formatDate(known.datedOn) },
                { term: work.about, value: known.about },
                { term: signerTerm(paper, { ...verify, simulated: work.signer }), value: signer },
              ]
            : []),
          ...(paper.validAt
            ? [{ term: paper.simulated ? verify.simulatedOn : work.becameValid, value: <Since paper={paper} /> }]
            : []),
          ...(paper.voidedAt ? [{ term: verify.voidedOn, value: formatDateTime(paper.voidedAt) }] : []),
          ...(paper.validSha256
            ? [{ term: work.digest, value: <code class="text-sm break-all">{paper.validSha256}</code> }]
            : []),
        ]}
      />
    </Card>
  );
}

/** Would be called valid, had a person with a certificate signed it. */
const onlySimulated = ({ state, simulated }: PublicPaper) => state === 'valid' && simulated;

/** Who only lent a name to a simulation has signed nothing. */
function signerTerm(
  { validAt, simulated }: PublicPaper,
  words: Record<'signer' | 'toSign' | 'simulated', string>,
): string {
  if (simulated) return words.simulated;
  return validAt ? words.signer : words.toSign;
}

function Since({ paper }: { paper: PublicPaper }) {
  const { work } = useMessages().papers;
  const when = paper.validAt ? formatDateTime(paper.validAt) : '';
  if (paper.validBy === 'scan') return <>{work.byScan(when)}</>;
  return <>{paper.simulated ? work.bySimulation(when) : work.byElectronic(when)}</>;
}
