import { id as messages } from '#messages/id.ts';
import { demonstrationAllowed } from '#platform/config.ts';
import { asOwner, type Installation } from '#platform/installation.ts';
import { accountLines, forgetDemonstrationAccounts, loadDemonstrationAccounts } from '../demo/accounts.ts';
import { demonstrationCalendar } from '../demo/calendar.ts';
import { demonstrationContest } from '../demo/contest.ts';
import { demonstrationInnovations } from '../demo/innovations/load.ts';
import { demonstrationLevels } from '../demo/levels.ts';
import { loadDemonstration } from '../demo/load.ts';

type Report = (line: string) => void;

/** Loads the demonstration regency where it is allowed, and lists the demonstration accounts. */
export async function firstStart(installation: Installation, report: Report): Promise<string[]> {
  const { config } = installation;
  if (config.demonstration === 'off' || !demonstrationAllowed(config)) {
    await asOwner(installation, (owner) => forgetDemonstrationAccounts({ ...installation, owner }));
    return [];
  }
  await loadDemonstrationRegency(installation, report);
  const accounts = await asOwner(installation, (owner) =>
    loadDemonstrationAccounts({ ...installation, owner }, report),
  );
  return [`\n${messages.common.start.accounts}:`, ...accountLines(accounts)];
}

/** The regency without its accounts: also for `./gelar seed`. */
export async function loadDemonstrationRegency(installation: Installation, report: Report): Promise<void> {
  await loadDemonstration(installation, report, [
    demonstrationInnovations,
    demonstrationLevels,
    demonstrationCalendar,
    demonstrationContest,
  ]);
}
