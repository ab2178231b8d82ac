import type { ComponentChildren } from 'preact';
import { Alert, Button, Card, Chip, Chips, ExampleChip, Form, Page, useMessages } from '#ui/index.ts';
import type { PublicInnovation } from '../public-innovation.queries.ts';
import { BasisLink } from './basis-line.tsx';
import { stageName } from './innovation-card.tsx';
import { InnovationFacts } from './innovation-facts.tsx';
import { OutsideLink } from './outside-link.tsx';

export interface InnovationPageProps {
  innovation: PublicInnovation;
  /** Its maturity by the national index, drawn by the feature that knows it. */
  maturity?: ComponentChildren;
  /** Documents that its organisation shows, drawn by the feature that knows them. */
  evidence?: ComponentChildren;
  /** What it won, drawn by the feature that knows it. */
  awards?: ComponentChildren;
  /** Id for the draft to come when this person may claim the entry. */
  claimKey: string | null;
}

export function InnovationPage({ innovation, maturity, evidence, awards, claimKey }: InnovationPageProps) {
  const { catalogue } = useMessages();
  return (
    <Page
      title={innovation.title}
      description={innovation.summary || innovation.title}
      picture={`/inovasi/${innovation.id}/kartu.png`}
      breadcrumb={[{ label: catalogue.title, to: '/inovasi' }, { label: innovation.title }]}
      lead={innovation.summary}
    >
      <HeadChips innovation={innovation} />
      <div class="grid gap-5 lg:grid-cols-[1fr_21rem] lg:items-start">
        <div class="grid min-w-0 gap-5">
          <Standing innovation={innovation} />
          {claimKey && <Claim innovation={innovation} claimKey={claimKey} />}
          <Design innovation={innovation} />
          <Results innovation={innovation} />
          {maturity}
          {evidence}
        </div>
        <div class="grid min-w-0 gap-5">
          {awards}
          <InnovationFacts innovation={innovation} />
          <Lineage innovation={innovation} />
          <Documents innovation={innovation} />
          <Sources innovation={innovation} />
        </div>
      </div>
    </Page>
  );
}

function HeadChips({ innovation }: { innovation: PublicInnovation }) {
  const { catalogue, innovations } = useMessages();
  return (
    <div class="mb-5">
      <Chips>
        {innovation.mainAffair && <Chip tone="tarum">{innovation.mainAffair}</Chip>}
        {innovation.stage && <Chip>{stageName(innovation.stage, innovations.stages)}</Chip>}
        {!innovation.calledInnovation && <Chip tone="nila">{catalogue.chips.program}</Chip>}
        {innovation.state === 'listed' && <Chip tone="nila">{catalogue.chips.listed}</Chip>}
        {innovation.example && <ExampleChip />}
      </Chips>
    </div>
  );
}

/** What a reader must know before believing the rest. */
function Standing({ innovation }: { innovation: PublicInnovation }) {
  const { detail } = useMessages().catalogue;
  return (
    <>
      {innovation.example && (
        <Alert tone="warning" title={detail.exampleTitle}>
          {detail.exampleText}
        </Alert>
      )}
      {innovation.state === 'listed' && (
        <Alert title={detail.listedTitle}>
          {innovation.calledInnovation ? detail.listedText : `${detail.listedText} ${detail.programText}`}
        </Alert>
      )}
    </>
  );
}

function Claim({ innovation, claimKey }: { innovation: PublicInnovation; claimKey: string }) {
  const { claim } = useMessages().innovations;
  if (innovation.claimed) return <Alert>{claim.taken}</Alert>;
  return (
    <Card tone="tint">
      <p class="mb-3">{claim.help}</p>
      <Form action={`/inovasi/${innovation.id}/klaim`} hidden={{ key: claimKey }}>
        <Button icon="hand">{claim.button}</Button>
      </Form>
    </Card>
  );
}

const questions = [
  'designProblem',
  'designStrategicIssue',
  'designNovelty',
  'designHowItWorks',
  'designAdvantage',
  'designLegalBasis',
] as const;

function Design({ innovation }: { innovation: PublicInnovation }) {
  const { detail } = useMessages().catalogue;
  const answered = questions.filter((key) => innovation[key] !== '');
  if (answered.length === 0) return null;
  return (
    <Card title={detail.design} icon="lightbulb">
      {answered.map((key) => (
        <Passage title={detail.questions[key]} text={innovation[key]} />
      ))}
    </Card>
  );
}

function Passage({ title, text }: { title: string; text: string }) {
  return (
    <section class="mt-5 first:mt-0">
      <h3 class="mb-1 text-base">{title}</h3>
      <p class="max-w-text whitespace-pre-line wrap-anywhere text-tinta-2">{text}</p>
    </section>
  );
}

function Results({ innovation }: { innovation: PublicInnovation }) {
  const { catalogue, innovations } = useMessages();
  const passages = (['objective', 'benefit', 'result'] as const).filter((key) => innovation[key] !== '');
  if (passages.length === 0) return null;
  return (
    <Card title={catalogue.detail.results} icon="trending-up">
      {passages.map((key) => (
        <Passage title={innovations.form[key].name} text={innovation[key]} />
      ))}
    </Card>
  );
}

/** What it grew out of, and what grew out of it. */
function Lineage({ innovation: { basedOn, builtInto } }: { innovation: PublicInnovation }) {
  const { similar } = useMessages().innovations;
  return (
    <>
      {basedOn && (
        <Card title={similar.builtFrom} icon="sprout">
          <p>
            <BasisLink basis={basedOn} />
          </p>
        </Card>
      )}
      {builtInto.length > 0 && (
        <Card title={similar.builtInto} icon="sprout">
          <ul class="grid gap-2">
            {builtInto.map((one) => (
              <li>
                <BasisLink basis={one} />
              </li>
            ))}
          </ul>
        </Card>
      )}
    </>
  );
}

function Documents({ innovation }: { innovation: PublicInnovation }) {
  const { catalogue, innovations } = useMessages();
  const links = (['businessProfileLink', 'intellectualPropertyLink', 'awardLink'] as const).filter(
    (key) => innovation[key],
  );
  if (links.length === 0) return null;
  return (
    <Card title={catalogue.detail.documents} icon="file-text">
      <ul class="grid gap-2">
        {links.map((key) => (
          <li>
            <OutsideLink to={innovation[key] ?? ''}>{innovations.form[key].name}</OutsideLink>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Sources({ innovation: { sources } }: { innovation: PublicInnovation }) {
  const { detail } = useMessages().catalogue;
  const links = sources.filter((source) => /^https?:\/\//.test(source) && URL.canParse(source));
  if (links.length === 0) return null;
  return (
    <Card title={detail.sources} icon="book-open" id="sumber">
      <ul class="grid gap-2">
        {links.map((source) => (
          <li>
            <OutsideLink to={source}>{detail.source(new URL(source).host.replace(/^www\./, ''))}</OutsideLink>
          </li>
        ))}
      </ul>
    </Card>
  );
}
