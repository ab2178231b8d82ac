import type { ComponentChildren } from 'preact';
import { ButtonLink, Card, formatNumber, Page, StatusChip, useFrame, useMessages } from '#ui/index.ts';
import { areaKinds } from '../region.ts';
import type { SetUp } from '../set-up.queries.ts';

/** The steps until people can work in the region, each with how far it is. */
export function SetUpPage({ state }: { state: SetUp }) {
  const { tenant, base } = useFrame();
  const { setUp } = useMessages().regions;
  const { letterhead } = state;
  const known = (kind: string) => state.counts.find((one) => one.kind === kind)?.known ?? 0;
  const others = state.counts.filter((one) => !areaKinds.includes(one.kind)).reduce((sum, one) => sum + one.known, 0);
  const [districts, villages] = [known('district_office'), known('village') + known('ward')];
  const written = letterhead.version > 0;
  return (
    <Page
      title={setUp.title(tenant?.name ?? '')}
      lead={setUp.lead}
      width="text"
      breadcrumb={[{ label: setUp.title('') }]}
    >
      <ol class="grid gap-4">
        <Step title={setUp.area} done={villages > 0}>
          {villages > 0 ? setUp.areaText(formatNumber(districts), formatNumber(villages)) : setUp.noArea}
        </Step>
        <Step
          title={setUp.organizations}
          done={others > 1}
          action={{ to: '/siapkan/organisasi', label: setUp.organizationsDo }}
        >
          {setUp.organizationsText(formatNumber(others))}
        </Step>
        <Step
          title={setUp.administrators}
          done={state.administrators.length > 0}
          action={{ to: '/siapkan/administrator', label: setUp.administratorsDo }}
        >
          {setUp.administratorsText(formatNumber(state.administrators.length))}
        </Step>
        <Step
          title={setUp.letterhead}
          done={written && letterhead.logo !== null && !state.operatorUnknown}
          action={{ to: '/siapkan/kop', label: setUp.letterheadDo }}
        >
          {!written ? setUp.letterheadMissing : letterhead.logo ? setUp.letterheadText : setUp.logoMissing}
          {state.operatorUnknown && <strong class="mt-1 block">{setUp.operatorUnknown(tenant?.operator ?? '')}</strong>}
        </Step>
        <Step
          title={setUp.topics}
          done={state.topics > 0}
          action={state.mayEditTopics ? { to: '/kerja/topik', label: setUp.topicsDo } : undefined}
        >
          {state.topics > 0 ? setUp.topicsText(formatNumber(state.topics)) : setUp.topicsMissing}
        </Step>
      </ol>
      <p class="mt-6">
        <a class="btn button-plain" href={`${base}/`}>
          {setUp.open}
        </a>
      </p>
    </Page>
  );
}

interface StepProps {
  title: string;
  done: boolean;
  action?: { to: string; label: string } | undefined;
  children: ComponentChildren;
}

function Step({ title, done, action, children }: StepProps) {
  const { setUp } = useMessages().regions;
  return (
    <li>
      <Card
        title={title}
        aside={<StatusChip tone={done ? 'tarum' : 'kunyit'}>{done ? setUp.done : setUp.todo}</StatusChip>}
      >
        <p>{children}</p>
        {action && (
          <p class="mt-3">
            <ButtonLink to={action.to} tone="plain">
              {action.label}
            </ButtonLink>
          </p>
        )}
      </Card>
    </li>
  );
}
