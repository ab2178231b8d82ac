import type { ComponentChildren } from 'preact';
import { Icon } from './icon.tsx';
import type { IconName } from './icons.ts';
import { A } from './link.tsx';

export interface CardProps {
  title?: ComponentChildren;
  icon?: IconName;
  /** Beside the title: a link, a chip. */
  aside?: ComponentChildren;
  tone?: 'plain' | 'tint' | 'warn';
  children?: ComponentChildren;
  class?: string;
  id?: string;
}

const grounds = {
  plain: 'bg-white border-garis',
  tint: 'bg-tarum-50 border-tarum-200',
  warn: 'bg-kunyit-100 border-kunyit-400',
};

export function Card({ title, icon, aside, tone = 'plain', children, class: more = '', id }: CardProps) {
  return (
    <section id={id} class={`card on-paper ${grounds[tone]} ${more}`}>
      {(title || aside) && (
        <div class="mb-3 flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
          <h2 class="flex items-center gap-2 text-xl">
            {icon && <Icon name={icon} size={20} />}
            <span>{title}</span>
          </h2>
          {aside}
        </div>
      )}
      {children}
    </section>
  );
}

export interface LinkCardProps {
  to: string;
  title: string;
  chips?: ComponentChildren;
  summary?: ComponentChildren;
  foot?: { icon: IconName; text: ComponentChildren };
  /** Level of the heading: the page decides, so that no level is jumped over. */
  level?: 2 | 3;
}

/** One thing that can be opened; the whole card is the link's target. */
export function LinkCard({ to, title, chips, summary, foot, level = 3 }: LinkCardProps) {
  const link = (
    <A to={to} class="stretched">
      {title}
    </A>
  );
  return (
    <article class="card card-link on-paper bg-white border-garis flex flex-col gap-2">
      {chips && <div class="flex flex-wrap items-center gap-1.5">{chips}</div>}
      {level === 2 ? <h2 class="text-lg">{link}</h2> : <h3 class="text-lg">{link}</h3>}
      {summary && <p class="text-md text-tinta-2 line-clamp-3">{summary}</p>}
      {foot && (
        <p class="mt-auto flex items-center gap-2 pt-2 text-sm text-tinta-3">
          <Icon name={foot.icon} size={20} />
          <span>{foot.text}</span>
        </p>
      )}
    </article>
  );
}

export function CardGrid({ columns = 3, children }: { columns?: 2 | 3; children: ComponentChildren }) {
  return <div class={`grid gap-5 sm:grid-cols-2 ${columns === 3 ? 'lg:grid-cols-3' : ''}`}>{children}</div>;
}

/** A titled part of a page, on the ground itself. */
export function Section({
  title,
  aside,
  children,
  id,
}: {
  title: ComponentChildren;
  aside?: ComponentChildren;
  children: ComponentChildren;
  id?: string;
}) {
  return (
    <section id={id} class="mt-12 first:mt-0">
      <div class="mb-4 flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h2 class="text-2xl">{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}
