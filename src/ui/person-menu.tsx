import { useFrame } from './frame.tsx';
import { Icon } from './icon.tsx';
import { A, href } from './link.tsx';

/** "Masuk", or who is signed in and how much waits for them. */
export function PersonMenu() {
  const { person, messages, base } = useFrame();
  const { ui } = messages;
  if (!person) {
    return (
      <A to="/masuk" class="header-button ms-auto">
        {ui.signIn}
      </A>
    );
  }
  return (
    <details class="menu ms-auto" name="menu">
      <summary class="header-button">
        <Icon name="circle-user-round" size={22} />
        <span class="max-w-16 truncate sm:max-w-40">{person.name}</span>
        {person.waiting > 0 && (
          <span class="waiting">
            {person.waiting}
            <span class="sr-only"> {ui.waiting(person.waiting)}</span>
          </span>
        )}
      </summary>
      <div class="menu-panel menu-panel-end">
        <p class="px-3 pt-2 font-bold">{person.name}</p>
        <p class="px-3 pb-2 text-sm text-tinta-3">{person.title}</p>
        <A to="/kerja" class="menu-item">
          {ui.nav.work}
          {person.waiting > 0 && <span class="waiting ms-auto">{person.waiting}</span>}
        </A>
        <A to="/akun" class="menu-item">
          {ui.nav.account}
        </A>
        <form action={href(base, '/keluar')} method="post">
          <button type="submit" class="menu-item w-full">
            <Icon name="log-out" />
            {ui.signOut}
          </button>
        </form>
      </div>
    </details>
  );
}
