import { type Frame, useFrame } from './frame.tsx';
import { Icon } from './icon.tsx';
import { LatticeBand, Mark } from './lattice.tsx';
import { A } from './link.tsx';
import { PersonMenu } from './person-menu.tsx';

interface NavItem {
  to: string;
  label: string;
}

function navItems({ messages, person, tenant }: Frame): NavItem[] {
  const { nav } = messages.ui;
  if (!tenant) return [];
  const open = [
    { to: '/', label: nav.home },
    { to: '/inovasi', label: nav.innovations },
    { to: '/wilayah', label: nav.areas },
    { to: '/organisasi', label: nav.organizations },
    { to: '/indeks', label: nav.index },
    { to: '/lomba', label: nav.contests },
    { to: '/kalender', label: nav.calendar },
  ];
  return person ? [{ to: '/kerja', label: nav.work }, ...open] : open;
}

const within = (path: string, to: string) => path === to || (to !== '/' && path.startsWith(`${to}/`));

export function Header() {
  const frame = useFrame();
  const { ui, common } = frame.messages;
  const items = navItems(frame);
  return (
    <header class="site-header">
      <div class="frame flex h-[3.75rem] items-center gap-2">
        {items.length > 0 && <PhoneMenu items={items} path={frame.path} label={ui.menu} />}
        <A to="/" class="brand">
          <Mark />
          <span class="text-xl font-extrabold">{common.product}</span>
          {frame.tenant && <span class="brand-place">{frame.tenant.shortName}</span>}
        </A>
        <nav class="site-nav" aria-label={ui.mainMenu}>
          {items.map(({ to, label }) => (
            <A to={to} class="site-nav-link" current={within(frame.path, to)}>
              {label}
            </A>
          ))}
        </nav>
        <PersonMenu />
      </div>
      <LatticeBand />
    </header>
  );
}

function PhoneMenu({ items, path, label }: { items: NavItem[]; path: string; label: string }) {
  return (
    <details class="menu phone-menu" name="menu">
      <summary aria-label={label}>
        <Icon name="menu" size={24} />
      </summary>
      <nav class="menu-panel" aria-label={label}>
        {items.map(({ to, label: words }) => (
          <A to={to} class="menu-item" current={within(path, to)}>
            {words}
          </A>
        ))}
      </nav>
    </details>
  );
}
