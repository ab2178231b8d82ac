import { titleOf } from '#features/areas/index.ts';
import { A, Card, type Definition, DefinitionList, ExampleChip, formatDate, useMessages } from '#ui/index.ts';
import { proposalEdition } from '../proposal.ts';
import type { PublicInnovation } from '../public-innovation.queries.ts';
import { everything, searchAddress } from '../search.ts';
import { stageName } from './innovation-card.tsx';
import { OutsideLink } from './outside-link.tsx';

/** Whose it is, where, since when, and how the ministry files it. */
export function InnovationFacts({ innovation }: { innovation: PublicInnovation }) {
  const { detail } = useMessages().catalogue;
  return (
    <Card title={detail.facts} icon="info">
      <DefinitionList items={useFacts(innovation)} />
    </Card>
  );
}

function useFacts(innovation: PublicInnovation): Definition[] {
  const { catalogue, innovations } = useMessages();
  const { form } = innovations;
  const listed = innovation.state === 'listed';
  const facts: (Definition & { always?: boolean })[] = [
    { term: catalogue.detail.owner, value: <Owner innovation={innovation} />, always: true },
    { term: catalogue.detail.area, value: <Area innovation={innovation} />, always: innovation.area.length > 0 },
    { term: form.mainAffair.name, value: <Affair innovation={innovation} />, always: innovation.mainAffair !== null },
    { term: form.crossingAffairs.name, value: innovation.crossingAffairs.join('; ') },
    { term: form.topics.name, value: <Topics innovation={innovation} />, always: innovation.topics.length > 0 },
    { term: form.stage.name, value: innovation.stage && stageName(innovation.stage, innovations.stages) },
    { term: form.trialOn.name, value: innovation.trialOn && formatDate(innovation.trialOn) },
    { term: form.implementedOn.name, value: innovation.implementedOn && formatDate(innovation.implementedOn) },
    { term: form.developedOn.name, value: innovation.developedOn && formatDate(innovation.developedOn) },
    { term: catalogue.detail.accepted, value: innovation.acceptedAt && formatDate(innovation.acceptedAt) },
    { term: catalogue.detail.year, value: innovation.year && String(innovation.year), always: listed },
    { term: form.form.name, value: innovation.form },
    { term: form.kind.name, value: innovation.kind },
    { term: form.classification.name, value: innovation.classification },
    { term: form.initiatorKind.name, value: innovation.initiatorKind },
    { term: form.astaCita.name, value: innovation.astaCita && astaCita(innovation.astaCita) },
    { term: form.pkpnCluster.name, value: innovation.pkpnCluster },
    { term: form.pkpnProgram.name, value: innovation.pkpnProgram },
    { term: form.coordinates.name, value: <MapLink innovation={innovation} />, always: innovation.latitude !== null },
    { term: catalogue.detail.awards, value: innovation.awardsInSource },
  ];
  // What is unknown of a public-source entry would be a long list of nothing.
  return facts.filter(({ value, always }) => always ?? (typeof value === 'string' && value !== ''));
}

const astaCita = (number: number) => `${number}. ${proposalEdition.astaCita[number - 1] ?? ''}`;

function Owner({ innovation: { organization, ownerInSource } }: { innovation: PublicInnovation }) {
  const { ui } = useMessages();
  if (!organization) return <>{ownerInSource || ui.unknown}</>;
  return (
    <>
      <A to={`/organisasi/${organization.id}`}>{organization.name}</A> {organization.fictional && <ExampleChip />}
    </>
  );
}

function Area({ innovation: { area } }: { innovation: PublicInnovation }) {
  return (
    <ul>
      {area.map((one) => (
        <li>
          <A to={one.code.split('.').length > 3 ? `/desa/${one.code}` : `/kecamatan/${one.code}`}>{titleOf(one)}</A>
        </li>
      ))}
    </ul>
  );
}

function Affair({ innovation: { mainAffair } }: { innovation: PublicInnovation }) {
  return <A to={searchAddress(everything, { affair: mainAffair })}>{mainAffair}</A>;
}

function Topics({ innovation: { topics } }: { innovation: PublicInnovation }) {
  return (
    <ul>
      {topics.map((topic) => (
        <li>
          <A to={searchAddress(everything, { topic: topic.slug })}>{topic.name}</A>
        </li>
      ))}
    </ul>
  );
}

function MapLink({ innovation: { latitude, longitude } }: { innovation: PublicInnovation }) {
  const { detail } = useMessages().catalogue;
  if (latitude === null || longitude === null) return null;
  const place = `mlat=${latitude}&mlon=${longitude}#map=16/${latitude}/${longitude}`;
  return <OutsideLink to={`https://www.openstreetmap.org/?${place}`}>{detail.map}</OutsideLink>;
}
