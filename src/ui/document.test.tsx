import { expect, test } from 'vitest';
import { assetsOf } from './assets.ts';
import { drawPage, sampleFrame } from './gallery/site.fixture.ts';
import { type Frame, Island, Page, SaveState } from './index.ts';

const text = 'Isi <halaman> & "kutipan"';
const draw = (frame: Partial<Frame> = {}, body = <p>{text}</p>) =>
  drawPage({ ...sampleFrame, ...frame }, <Page title="Inovasi">{body}</Page>);
const tags = (html: string, pattern: RegExp) => html.match(pattern) ?? [];

test('a page is whole without script and ships none', () => {
  const html = draw();
  expect(tags(html, /<script|<style| style=| on\w+="/g)).toEqual([]);
  expect(html).toMatch(/^<!doctype html><html lang="id"><head>/);
  expect(html).toContain('<title>Inovasi · Gelar Kabupaten Bekasi</title>');
  expect(html).toContain('Isi &lt;halaman> &amp; &quot;kutipan&quot;');
});

test('a page with an island ships one script, last in the body', () => {
  const html = draw({}, <SaveState />);
  expect(html.endsWith('<script type="module" src="/src/ui/browser/islands.ts"></script></body></html>')).toBe(true);
  expect(html).toContain('<x-island data-src="/src/ui/offline/autosave.island.tsx"');
});

test('only the default export of an island file runs in the browser', () => {
  const Stray = () => <p>x</p>;
  expect(() => draw({}, <Island of={Stray} props={{}} />)).toThrow('Stray is not the default export');
});

test('that a page is about something invented is no step of the way to it', () => {
  const crumbs = [{ label: 'Indeks', to: '/indeks' }, { label: 'Edisi 2026' }];
  const page = (example: boolean) =>
    drawPage(
      sampleFrame,
      <Page title="Indeks" breadcrumb={crumbs} example={example}>
        {text}
      </Page>,
    );
  const nav = (html: string) => /<ol class="breadcrumb">.*?<\/ol><\/nav>/.exec(html)?.[0] ?? '';
  expect(tags(nav(page(true)), /<li>/g)).toHaveLength(2);
  expect(nav(page(true))).not.toContain('contoh');
  const beside = (html: string) => html.split(nav(html))[1]?.split('<h1')[0] ?? '';
  expect([beside(page(true)).includes('contoh'), beside(page(false)).includes('contoh')]).toEqual([true, false]);
});

test('the help contact and the operator stand on every page', () => {
  const html = draw();
  expect(html).toContain('href="tel:081200000000">0812-0000-0000</a>');
  expect(html).toContain('Balitbangda Kabupaten Bekasi');
});

test('the menu shows where one is, and work only to whoever signed in', () => {
  const current = (html: string) => tags(html, /<a href="[^"]*" class="site-nav-link" aria-current="page">[^<]*/g);
  expect(current(draw({ path: '/inovasi/9' }))).toEqual([
    '<a href="/bekasikab/inovasi" class="site-nav-link" aria-current="page">Inovasi',
  ]);
  const person = { name: 'Siti <b>', title: 'Plt. Kepala Desa', waiting: 3, roles: [] };
  const signedIn = draw({ path: '/kerja', person });
  expect(current(signedIn)).toEqual([
    '<a href="/bekasikab/kerja" class="site-nav-link" aria-current="page">Menunggu Anda',
  ]);
  expect(signedIn).toContain('Siti &lt;b>');
  expect(signedIn).toContain('<form action="/bekasikab/keluar" method="post">');
  expect(draw()).toContain('href="/bekasikab/masuk"');
  expect(draw({ tenant: null, base: '' })).not.toContain('href="/inovasi"');
});

test('the build’s manifest gives the addresses', () => {
  const manifest = {
    'src/ui/styles/main.css': { file: 'assets/styles-a.css' },
    'src/ui/browser/islands.ts': { file: 'assets/islands-b.js' },
    'x/latin.woff2': { file: 'assets/latin-c.woff2' },
    'src/ui/site/icon.svg': { file: 'assets/icon-d.svg' },
  };
  expect(assetsOf(manifest)).toEqual({
    styles: ['/assets/styles-a.css'],
    font: '/assets/latin-c.woff2',
    islands: '/assets/islands-b.js',
    icon: '/assets/icon-d.svg',
    webManifest: null,
  });
  expect(() => assetsOf({})).toThrow('lacks the styles');
});
