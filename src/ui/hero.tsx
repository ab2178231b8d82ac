import type { ComponentChildren } from 'preact';
import { Lattice } from './lattice.tsx';

export interface HeroProps {
  title: ComponentChildren;
  lead?: ComponentChildren;
  /** A search box or a button, under the lead. */
  children?: ComponentChildren;
  /** A panel beside the words on a wide screen. */
  aside?: ComponentChildren;
  /** Room at the foot for a lifted FigureStrip. */
  lifted?: boolean;
}

export function Hero({ title, lead, children, aside, lifted = false }: HeroProps) {
  return (
    <div class={`hero-field ${lifted ? 'hero-lifted' : ''}`}>
      <Lattice class="hero-lattice" />
      <div class="frame relative grid items-center gap-10 lg:grid-cols-[1fr_auto]">
        <div class="max-w-2xl">
          <h1 class="text-3xl sm:text-4xl font-extrabold">{title}</h1>
          {lead && <p class="mt-4 max-w-xl text-lg text-tarum-200">{lead}</p>}
          {children && <div class="mt-6">{children}</div>}
        </div>
        {aside}
      </div>
    </div>
  );
}

/** The translucent panel of the hero. */
export function HeroPanel({ children }: { children: ComponentChildren }) {
  return <div class="hero-panel">{children}</div>;
}
