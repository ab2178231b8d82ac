import { formatTime } from './format.ts';
import { useFrame } from './frame.tsx';
import { Icon } from './icon.tsx';

/** On every page while an administrator looks as somebody else. */
export function ViewingBanner() {
  const { viewing, messages } = useFrame();
  if (!viewing) return null;
  const words = messages.ui.viewing;
  return (
    <section
      class="sticky top-0 z-10 border-b border-kunyit-500 bg-kunyit-100 text-tinta print:static"
      aria-label={words.label}
    >
      <div class="frame flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-2">
        <p class="flex min-w-0 items-start gap-2">
          <Icon name="eye" size={20} class="mt-0.5" />
          <span class="min-w-0 break-words">{words.as(viewing.name, formatTime(viewing.until))}</span>
        </p>
        <form action={viewing.leave} method="post">
          <button type="submit" class="btn button-plain">
            {words.leave}
          </button>
        </form>
      </div>
    </section>
  );
}
