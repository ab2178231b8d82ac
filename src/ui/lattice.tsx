/** The leaf lattice as a field, very faint: hero and empty states. Drawn once a page, coloured by its class. */
export function Lattice({ class: look = '' }: { class?: string }) {
  return <div class={`lattice ${look}`} aria-hidden="true" />;
}

/** The 14 px band under the header. */
export function LatticeBand() {
  return <div class="lattice-band" aria-hidden="true" />;
}

/** Four leaves of tarum: the mark. */
export function Mark({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" class="shrink-0">
      <path class="fill-kunyit-400" d="M16 1c5 5 5 9.8 0 14.4c-5-4.6-5-9.4 0-14.4z" />
      <path class="fill-tarum-200" d="M31 16c-5 5-9.8 5-14.4 0c4.6-5 9.4-5 14.4 0z" />
      <path class="fill-kunyit-500" d="M16 31c-5-5-5-9.8 0-14.4c5 4.6 5 9.4 0 14.4z" />
      <path class="fill-tarum-500" d="M1 16c5-5 9.8-5 14.4 0c-4.6 5-9.4 5-14.4 0z" />
    </svg>
  );
}
