import { useFrame } from './frame.tsx';
import { Icon } from './icon.tsx';
import { A, href } from './link.tsx';

export interface SearchBoxProps {
  action: string;
  /** Says what can be looked for; also the accessible name. */
  label: string;
  value?: string;
  placeholder?: string;
  /** Name of the field in the address. */
  name?: string;
  /** Kept in the address beside the word: the filters in force. */
  hidden?: Readonly<Record<string, string | readonly string[]>>;
  suggestions?: readonly { label: string; to: string }[];
}

export function SearchBox({
  action,
  label,
  value,
  placeholder,
  name = 'q',
  hidden = {},
  suggestions = [],
}: SearchBoxProps) {
  const { base, messages } = useFrame();
  const kept = Object.entries(hidden).flatMap(([key, held]) => [held].flat().map((item) => ({ key, item })));
  return (
    <search>
      <form class="search-box on-paper" action={href(base, action)} method="get">
        <input
          type="search"
          name={name}
          value={value}
          placeholder={placeholder}
          aria-label={label}
          maxlength={200}
          autocomplete="off"
        />
        {kept.map(({ key, item }) => (
          <input type="hidden" name={key} value={item} />
        ))}
        <button type="submit" class="btn btn-primary">
          <Icon name="search" size={20} />
          <span class="max-sm:sr-only">{messages.ui.search}</span>
        </button>
      </form>
      {suggestions.length > 0 && (
        <p class="mt-2 flex flex-wrap items-center gap-x-3 text-sm">
          <span>{messages.ui.searchTry}</span>
          {suggestions.map((suggestion) => (
            <A to={suggestion.to} class="search-try">
              {suggestion.label}
            </A>
          ))}
        </p>
      )}
    </search>
  );
}
