import { type ComponentChildren, type ComponentType, createContext, h } from 'preact';
import { useContext, useMemo } from 'preact/hooks';
import { assets } from './assets.ts';

const modules = import.meta.glob<Record<string, unknown>>('/src/**/*.island.tsx', { eager: true });

/** Address of the module by its default component. */
const keys = new Map(Object.entries(modules).map(([path, module]) => [module.default, path]));

interface Page {
  holdsIsland: boolean;
}

const PageContext = createContext<Page | null>(null);

export function IslandsOfPage({ children }: { children: ComponentChildren }) {
  const page = useMemo<Page>(() => ({ holdsIsland: false }), []);
  return <PageContext.Provider value={page}>{children}</PageContext.Provider>;
}

/**
 * A component that also runs in the browser. It is the default export of a `*.island.tsx` file, and its props are JSON.
 * The server writes its HTML, so that the page is whole before and without script.
 */
export function Island<P extends object>({ of: Component, props }: { of: ComponentType<P>; props: P }) {
  const page = useContext(PageContext);
  if (page) page.holdsIsland = true;
  const key = keys.get(Component);
  if (!key)
    throw new Error(`${Component.displayName ?? Component.name} is not the default export of a *.island.tsx file`);
  return h('x-island', { 'data-src': key, 'data-props': JSON.stringify(props) }, h(Component, props));
}

/** Stands last in the body: by then every island of the page has been drawn. */
export function IslandScript() {
  const page = useContext(PageContext);
  return page?.holdsIsland ? <script type="module" src={assets().islands} /> : null;
}
