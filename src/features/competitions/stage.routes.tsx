import { Hono } from 'hono';
import { nextWorkingDay, warnOfDeadline } from '#features/calendar/index.ts';
import type { Env } from '#platform/http/env.ts';
import { parseWith, readForm } from '#platform/http/forms.ts';
import { goTo, renderPage } from '#platform/http/render.ts';
import { isId, newId } from '#platform/ids.ts';
import { competitionVersion } from './competition-input.ts';
import { entryNumbered, extendForEntry, extendStage } from './extension.acts.ts';
import { answer, typedOf } from './form-answers.routes.tsx';
import { dayAndTime, instantOf } from './moment.ts';
import { committeeDesk } from './page.queries.ts';
import { type EndOnDayOff, StagesPage } from './pages/stages-page.tsx';
import { type Typed, tick } from './pages/typed.ts';
import { saveStages } from './stage.acts.ts';
import { entryNumberInput, extension, readStages, type Stage, type StagePlan } from './stage.ts';

export const stageRoutes = new Hono<Env>();

stageRoutes.get('/kerja/lomba/:id/tahap', async (c) => {
  const desk = await committeeDesk(c.get('ctx'), c.req.param('id'));
  return renderPage(c, <StagesPage {...desk} extensionId={newId()} typed={storedOf(desk.stages)} />);
});

stageRoutes.post('/kerja/lomba/:id/tahap', async (c) => {
  const ctx = c.get('ctx');
  const desk = await committeeDesk(ctx, c.req.param('id'));
  const values = typedOf(await readForm(c));
  const page = { ...desk, extensionId: newId(), typed: values };
  return answer(
    c,
    async () => {
      const typedPlans = readStages(values);
      const off = endsOnDaysOff(typedPlans, desk.stages);
      if (off.length > 0 && !values.keep && !values.take) return renderPage(c, <StagesPage {...page} off={off} />, 422);
      const plans = values.take ? typedPlans.map(moved) : typedPlans;
      await saveStages(ctx, desk.competition.id, parseWith(competitionVersion, values).version, plans);
      return goTo(c, `/kerja/lomba/${desk.competition.id}`, 'competitions.stages');
    },
    (errors) => <StagesPage {...page} errors={errors} />,
  );
});

stageRoutes.post('/kerja/lomba/:id/tahap/perpanjang', async (c) => {
  const ctx = c.get('ctx');
  const desk = await committeeDesk(ctx, c.req.param('id'));
  const values = typedOf(await readForm(c));
  const id = isId(values.id ?? '') ? values.id : newId();
  return answer(
    c,
    async () => {
      const input = parseWith(extension, { ...values, id });
      const number = parseWith(entryNumberInput, values).number;
      if (number === null) await extendStage(ctx, desk.competition.id, input);
      else {
        const entryId = await entryNumbered(ctx, desk.competition.id, number);
        await extendForEntry(ctx, desk.competition.id, entryId, input);
      }
      return goTo(c, `/kerja/lomba/${desk.competition.id}/tahap`, 'competitions.extended');
    },
    (extensionErrors) => (
      <StagesPage
        {...desk}
        extensionId={id ?? newId()}
        typed={storedOf(desk.stages)}
        extending={values}
        extensionErrors={extensionErrors}
      />
    ),
  );
});

/** Stages that end on a day without work, where that is new. */
function endsOnDaysOff(plans: readonly StagePlan[], before: readonly Stage[]): EndOnDayOff[] {
  return plans.flatMap(({ kind, endsAt }) => {
    const known = before.some((one) => one.kind === kind && one.endsAt.getTime() === endsAt.getTime());
    const advice = known ? null : warnOfDeadline(dayAndTime(endsAt).day)?.advice;
    return advice ? [{ stage: kind, day: advice.day, instead: advice.instead, reason: advice.reason }] : [];
  });
}

const workingDayOf = (at: Date) => {
  const { day, time } = dayAndTime(at);
  return instantOf(nextWorkingDay(day), time);
};
const moved = (plan: StagePlan): StagePlan => ({
  ...plan,
  startsAt: workingDayOf(plan.startsAt),
  endsAt: workingDayOf(plan.endsAt),
});

function storedOf(stages: readonly Stage[]): Typed {
  const pairs = stages.flatMap(({ kind, ...stage }): [string, string][] => {
    const [from, to] = [dayAndTime(stage.startsAt), dayAndTime(stage.endsAt)];
    return [
      [`${kind}.on`, tick(true)],
      [`${kind}.fromDay`, from.day],
      [`${kind}.fromTime`, from.time],
      [`${kind}.toDay`, to.day],
      [`${kind}.toTime`, to.time],
      [`${kind}.reviews`, String(stage.reviewsPerEntry ?? '')],
      [`${kind}.pitch`, String(stage.pitchMinutes ?? '')],
      [`${kind}.questions`, String(stage.questionMinutes ?? '')],
    ];
  });
  return Object.fromEntries(pairs);
}
