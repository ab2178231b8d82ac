import { type ComponentType, h } from 'preact';
import { assets } from './assets.ts';
import { useDrawing } from './frame.tsx';

const modules = import.meta.glob<Record<string, unknown>>('/src/**/*.island.tsx', { eager: true });

/** Address of the module by its default component. */
const keys = new Map(Object.entries(modules).map(([path, module]) => [module.default, path]));

/**
 * A component that also runs in the browser. It is the default export of a `*.island.tsx` file, and its props are JSON.
 * The server writes its HTML, so that the page is whole before and without script.
 */
export function Island<P extends object>({ of: Component, props }: { of: ComponentType<P>; props: P }) {
  useDrawing().holdsIsland = true;
  const key = keys.get(Component);
  if (!key)
    throw new Error(`${Component.displayName ?? Component.name} is not the default export of a *.island.tsx file`);
  return h('x-island', { 'data-src': key, 'data-props': JSON.stringify(props) }, h(Component, props));
}

/** Stands last in the body: by then every island of the page has been drawn. */
export function IslandScript() {
  return useDrawing().holdsIsland ? <script type="module" src={assets().islands} /> : null;
}
