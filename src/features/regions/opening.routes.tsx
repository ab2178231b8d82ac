import type { Context, Hono } from 'hono';
import type { TenantDirectory } from '#platform/http/directory.ts';
import type { Env } from '#platform/http/env.ts';
import { parseWith, type Refusal, readForm, refusalIn } from '#platform/http/forms.ts';
import { renderPage } from '#platform/http/render.ts';
import { governmentOf, slugFor } from '#platform/tenants.ts';
import { ChooseAreaPage } from './pages/choose-area-page.tsx';
import { OpenRegionPage } from './pages/open-region-page.tsx';
import { openRegion } from './region.acts.ts';
import { regionInput } from './region.ts';
import { type Typed, textOf } from './requests.ts';
import { areasToOpen } from './set-up.queries.ts';

const path = '/platform/daerah/baru';

/** A platform administrator opens a region: its area, then its address and who runs it. */
export function addOpeningRoutes(routes: Hono<Env>, directory: Pick<TenantDirectory, 'reload'>): void {
  routes.get(path, async (c) => {
    const code = c.req.query('kode');
    if (code) return showForm(c, code, {});
    const q = (c.req.query('q') ?? '').slice(0, 200);
    return renderPage(c, <ChooseAreaPage q={q} areas={await areasToOpen(c.get('ctx'), q)} />);
  });

  routes.post(path, async (c) => {
    const typed = textOf(await readForm(c));
    try {
      const tenant = await openRegion(c.get('ctx'), parseWith(regionInput, typed));
      await directory.reload();
      return c.redirect(`/${tenant.slug}/siapkan?pesan=regions.opened`, 303);
    } catch (error) {
      return showForm(c, typed.areaCode ?? '', typed, refusalIn(error));
    }
  });
}

async function showForm(c: Context<Env>, code: string, typed: Typed, refusal?: Refusal): Promise<Response> {
  const [area] = await areasToOpen(c.get('ctx'), /^\d{2}(\.\d{2})?$/.test(code) ? code : '');
  if (!area) return renderPage(c, <ChooseAreaPage q={code} areas={[]} />, refusal?.status);
  const proposed = { slug: slugFor(area.name), operatorName: governmentOf(area.name), helpLabel: '' };
  const page = <OpenRegionPage area={area} typed={{ ...proposed, ...typed }} faults={refusal?.faults ?? []} />;
  return renderPage(c, page, refusal?.status);
}
