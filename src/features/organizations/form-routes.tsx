import type { Context, Hono } from 'hono';
import { messageAt } from '#messages/lookup.ts';
import { Conflict, Invalid, NotAllowed } from '#platform/errors.ts';
import type { Env } from '#platform/http/env.ts';
import { type FormValues, parseWith, readForm } from '#platform/http/forms.ts';
import { goTo, renderPage } from '#platform/http/render.ts';
import { newId } from '#platform/ids.ts';
import { changeOrganization, registerOrganization } from './organization.acts.ts';
import { newOrganization, type Organization, organizationChange } from './organization.ts';
import { ChangeOrganizationPage, RegisterOrganizationPage, type Typed } from './pages/organization-forms.tsx';
import { organizationPage, registrationPage } from './pages.queries.ts';
import { type OrganizationAct, officeFor } from './policy.ts';

/** Forms of the tenant administrator: register an organisation, correct its contact. */
export function addFormRoutes(routes: Hono<Env>): void {
  routes.get('/organisasi/baru', async (c) => {
    requireOffice(c, 'register');
    const choices = await registrationPage(c.get('ctx'));
    return renderPage(c, <RegisterOrganizationPage {...choices} id={newId()} typed={{}} errors={{}} />);
  });

  routes.post('/organisasi/baru', async (c) => {
    requireOffice(c, 'register');
    const values = await readForm(c);
    try {
      const made = await registerOrganization(c.get('ctx'), parseWith(newOrganization, values));
      return goTo(c, `/organisasi/${made.id}`, 'organizations.registered');
    } catch (error) {
      if (!(error instanceof Invalid) || hasFault(error, 'id')) throw error;
      const choices = await registrationPage(c.get('ctx'));
      const page = { ...choices, id: String(values.id), typed: asTyped(values), errors: wordsOf(c, error) };
      return renderPage(c, <RegisterOrganizationPage {...page} />, 422);
    }
  });

  routes.get('/organisasi/:id/ubah', async (c) => {
    requireOffice(c, 'change');
    const { organization } = await organizationPage(c.get('ctx'), c.req.param('id'));
    const page = { organization, typed: asStored(organization), errors: {}, conflict: null };
    return renderPage(c, <ChangeOrganizationPage {...page} />);
  });

  routes.post('/organisasi/:id/ubah', async (c) => {
    requireOffice(c, 'change');
    const id = c.req.param('id');
    const { organization } = await organizationPage(c.get('ctx'), id);
    const values = await readForm(c);
    try {
      await changeOrganization(c.get('ctx'), parseWith(organizationChange, { ...values, id }));
      return goTo(c, `/organisasi/${id}`, 'organizations.changed');
    } catch (error) {
      const page = { organization, typed: asTyped(values), errors: {}, conflict: null };
      if (error instanceof Conflict) {
        return renderPage(c, <ChangeOrganizationPage {...page} conflict={wordAt(c, error.reason)} />, 409);
      }
      if (!(error instanceof Invalid) || hasFault(error, 'version')) throw error;
      return renderPage(c, <ChangeOrganizationPage {...page} errors={wordsOf(c, error)} />, 422);
    }
  });
}

function requireOffice(c: Context<Env>, act: OrganizationAct): void {
  const { actor } = c.get('ctx');
  if (!officeFor(actor, act)) throw new NotAllowed(actor ? 'organizations.errors.adminOnly' : undefined);
}

/** A hidden field that is wrong cannot be put right by typing. */
function hasFault(error: Invalid, field: string): boolean {
  return error.faults.some((fault) => fault.field === field);
}

const wordAt = (c: Context<Env>, path: string): string => messageAt(c.get('frame').messages, path) ?? path;

/** The first thing that is wrong with each field. */
function wordsOf(c: Context<Env>, error: Invalid): Record<string, string> {
  return Object.fromEntries(error.faults.toReversed().map(({ field, message }) => [field, wordAt(c, message)]));
}

function asTyped(values: FormValues): Typed {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, [value].flat().join(', ')]));
}

function asStored({ shortName, address, phone, email }: Organization): Typed {
  return { shortName: shortName ?? '', address: address ?? '', phone: phone ?? '', email: email ?? '' };
}
