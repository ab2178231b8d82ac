import type { Context, Hono } from 'hono';
import { Invalid, NotFound } from '#platform/errors.ts';
import { discardAll, readUpload } from '#platform/files/multipart.ts';
import type { TenantDirectory } from '#platform/http/directory.ts';
import type { Env } from '#platform/http/env.ts';
import { parseWith, type Refusal, readForm, refusalIn } from '#platform/http/forms.ts';
import { goTo, renderPage } from '#platform/http/render.ts';
import { newId } from '#platform/ids.ts';
import { tenantOf } from '#platform/tenancy.ts';
import { addAdministrator } from './administrator.acts.ts';
import { administratorInput } from './administrator.ts';
import { changeLetterhead, changeLogo, removeLogo } from './letterhead.acts.ts';
import { letterheadOf } from './letterhead.queries.ts';
import { AdministratorPage, HandedAdministratorPage } from './pages/administrator-page.tsx';
import { LetterheadPage } from './pages/letterhead-page.tsx';
import { SetUpPage } from './pages/set-up-page.tsx';
import { letterheadInput, regionLimits } from './region.ts';
import { type Typed, textOf } from './requests.ts';
import { setUpState } from './set-up.queries.ts';

/** Inside a region: what is still to be done before people can work in it. */
export function addSetUpRoutes(routes: Hono<Env>, directory: Pick<TenantDirectory, 'reload'>): void {
  routes.get('/siapkan', async (c) => renderPage(c, <SetUpPage state={await setUpState(c.get('ctx'))} />));

  routes.get('/siapkan/kop', (c) => showLetterhead(c));

  routes.post('/siapkan/kop', async (c) => {
    const typed = textOf(await readForm(c));
    try {
      await changeLetterhead(c.get('ctx'), parseWith(letterheadInput, typed));
      await directory.reload();
      return goTo(c, '/siapkan', 'regions.letterheadSaved');
    } catch (error) {
      return showLetterhead(c, typed, refusalIn(error));
    }
  });

  routes.post('/siapkan/kop/unggah', async (c) => {
    await setUpState(c.get('ctx')); // before a body of somebody else's is read
    try {
      await takeLogo(c);
      return goTo(c, '/siapkan/kop', 'regions.logoSaved');
    } catch (error) {
      return showLetterhead(c, undefined, refusalIn(error));
    }
  });

  routes.post('/siapkan/kop/hapus-logo', async (c) => {
    await removeLogo(c.get('ctx'));
    return goTo(c, '/siapkan/kop', 'regions.logoRemoved');
  });

  routes.get('/logo', sendLogo);

  routes.get('/siapkan/administrator', (c) => showAdministrator(c, {}));

  routes.post('/siapkan/administrator', async (c) => {
    const typed = textOf(await readForm(c));
    try {
      const account = await addAdministrator(c.get('ctx'), parseWith(administratorInput, typed));
      c.header('Cache-Control', 'no-store');
      const address = `${c.get('identity').origin}${c.get('frame').base}/masuk`;
      return renderPage(c, <HandedAdministratorPage account={account} address={address} />);
    } catch (error) {
      return showAdministrator(c, typed, refusalIn(error));
    }
  });
}

async function showLetterhead(c: Context<Env>, typed?: Typed, refusal?: Refusal): Promise<Response> {
  const ctx = c.get('ctx');
  const { letterhead } = await setUpState(ctx);
  const { operatorName, helpLabel, helpHref } = tenantOf(ctx);
  const stored = { operatorName, helpLabel, helpHref: helpHref ?? '', lines: letterhead.lines.join('\n') };
  const page = <LetterheadPage letterhead={letterhead} typed={typed ?? stored} faults={refusal?.faults ?? []} />;
  return renderPage(c, page, refusal?.status);
}

async function takeLogo(c: Context<Env>): Promise<void> {
  const store = c.get('files');
  const upload = await readUpload(c.req.raw, store, { bytes: regionLimits.logoBytes, files: 1 });
  const [logo] = upload.accepted;
  const [refused] = upload.refused;
  if (!logo?.thumbnail) {
    await discardAll(store, upload.accepted);
    throw new Invalid([
      { field: 'logo', message: refused ? `regions.errors.logo_${refused.refusal}` : 'regions.errors.logo' },
    ]);
  }
  await store.discard(logo.thumbnail);
  await changeLogo(c.get('ctx'), store, logo);
}

async function sendLogo(c: Context<Env>): Promise<Response> {
  const ctx = c.get('ctx');
  const { logo } = await letterheadOf(ctx);
  const content = logo && (await c.get('files').read(tenantOf(ctx).id, logo.sha256));
  if (!content) throw new NotFound('no logo');
  c.header('Cache-Control', 'public, max-age=300');
  c.header('ETag', `"${logo.sha256.slice(0, 32)}"`);
  return c.body(content.body, 200, { 'Content-Type': logo.mediaType, 'Content-Length': String(content.bytes) });
}

async function showAdministrator(c: Context<Env>, typed: Typed, refusal?: Refusal): Promise<Response> {
  const { agencies, administrators } = await setUpState(c.get('ctx'));
  const ids = { id: typed.id ?? newId(), termId: typed.termId ?? newId() };
  const page = (
    <AdministratorPage
      ids={ids}
      agencies={agencies}
      administrators={administrators}
      typed={typed}
      faults={refusal?.faults ?? []}
    />
  );
  return renderPage(c, page, refusal?.status);
}
