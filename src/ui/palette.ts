import tokens from './styles/tokens.css?raw';

/** Colour of the phone's own bar, which cannot name a variable; null where styles are not read (unit tests). */
export const barColor: string | null = /--color-tarum-900: (#[0-9a-f]{6});/.exec(tokens)?.[1] ?? null;
