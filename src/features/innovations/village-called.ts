/** The village that was typed, however it was written; without its kind where one alone is called so. */
export function villageCalled(villages: readonly { id: string; name: string }[], typed: string): string | undefined {
  const asked = nameParts(typed);
  const called = villages.filter(({ name }) => {
    const known = nameParts(name);
    return known.name === asked.name && (asked.kind === '' || asked.kind === known.kind);
  });
  return called.length === 1 ? called[0]?.id : undefined;
}

/** "Ds. Pasir Sari" → `desa`, `pasirsari`. */
function nameParts(text: string): { kind: string; name: string } {
  const plain = text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  const [, kind = '', name = ''] = /^(?:(desa|ds|kelurahan|kel) )?(.*)$/u.exec(plain) ?? [];
  return { kind: { ds: 'desa', kel: 'kelurahan' }[kind] ?? kind, name: name.replaceAll(' ', '') };
}
