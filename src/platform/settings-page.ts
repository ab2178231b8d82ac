import { settings } from './config.ts';

/** The page `docs/settings.md`; a test keeps the file equal to it. */
export function settingsPage(): string {
  const rows = Object.values(settings).map((one) => `| \`${one.name}\` | ${one.fallback} | ${one.meaning} |`);
  return `# Settings

All settings are environment variables, checked at start: a wrong one stops the start with a line that names it.
An empty variable counts as not set. This page is written from \`src/platform/config.ts\`: a test keeps the two
equal, and \`npm test -- unit -u\` writes it anew.

| variable | default | meaning |
|---|---|---|
${rows.join('\n')}
`;
}
