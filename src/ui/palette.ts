import tokens from './styles/tokens.css?raw';

const values = new Map([...tokens.matchAll(/--color-([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = '', value = '']) => [name, value]));

/** A token's value, for what cannot name a variable: drawings made on the server, the colour of the phone's bar. */
export function color(name: string): string {
  const value = values.get(name);
  if (!value) throw new Error(`no colour "${name}" in tokens.css`);
  return value;
}
