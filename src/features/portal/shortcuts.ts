import type { IconName } from '#ui/icons.ts';

export type Shortcut =
  | 'innovations'
  | 'newInnovation'
  | 'entries'
  | 'review'
  | 'mentoring'
  | 'jurorDesk'
  | 'people'
  | 'mails'
  | 'topics'
  | 'imports'
  | 'workbook'
  | 'missingEvidence'
  | 'regionLevels'
  | 'papers'
  | 'briefing'
  | 'health'
  | 'providers'
  | 'viewing'
  | 'calendar'
  | 'apiKeys'
  | 'contests'
  | 'setUp'
  | 'account';

interface Entry {
  key: Shortcut;
  to: string;
  icon: IconName;
  /** Roles that see it; the pages themselves ask their policies again. Empty: everyone who is signed in. */
  roles: readonly string[];
}

const entries: readonly Entry[] = [
  { key: 'newInnovation', to: '/kerja/inovasi/baru', icon: 'pencil', roles: ['innovator'] },
  { key: 'innovations', to: '/kerja/inovasi', icon: 'layers', roles: ['innovator', 'organization_head'] },
  { key: 'entries', to: '/kerja/peserta', icon: 'badge-check', roles: ['innovator', 'organization_head'] },
  { key: 'review', to: '/kerja/verifikasi', icon: 'circle-check', roles: ['verifier', 'tenant_admin'] },
  { key: 'jurorDesk', to: '/kerja/penilaian', icon: 'list-checks', roles: ['juror'] },
  {
    key: 'mentoring',
    to: '/kerja/pendampingan',
    icon: 'hand',
    roles: ['innovator', 'organization_head', 'mentor', 'juror', 'verifier', 'committee', 'tenant_admin'],
  },
  {
    key: 'missingEvidence',
    to: '/kerja/indeks/bukti',
    icon: 'file-check',
    roles: ['innovator', 'organization_head', 'verifier', 'tenant_admin'],
  },
  { key: 'regionLevels', to: '/kerja/indeks/spd', icon: 'chart-column', roles: ['tenant_admin'] },
  { key: 'briefing', to: '/kerja/ringkasan', icon: 'printer', roles: ['tenant_admin', 'verifier'] },
  { key: 'papers', to: '/kerja/naskah', icon: 'file-text', roles: ['tenant_admin', 'verifier'] },
  { key: 'people', to: '/kerja/orang', icon: 'users', roles: ['tenant_admin', 'organization_head', 'committee'] },
  { key: 'mails', to: '/kerja/surat-elektronik', icon: 'send', roles: ['tenant_admin'] },
  { key: 'topics', to: '/kerja/topik', icon: 'filter', roles: ['tenant_admin'] },
  { key: 'health', to: '/kerja/kesehatan', icon: 'badge-check', roles: ['tenant_admin'] },
  { key: 'imports', to: '/kerja/impor', icon: 'save', roles: ['tenant_admin'] },
  { key: 'workbook', to: '/kerja/indeks/impor', icon: 'trending-up', roles: ['tenant_admin'] },
  { key: 'providers', to: '/kerja/penyedia-masuk', icon: 'lock', roles: ['tenant_admin'] },
  { key: 'viewing', to: '/kerja/lihat-sebagai', icon: 'eye', roles: ['tenant_admin'] },
  { key: 'calendar', to: '/kerja/kalender', icon: 'calendar', roles: ['tenant_admin'] },
  { key: 'contests', to: '/kerja/lomba', icon: 'rocket', roles: ['committee', 'tenant_admin'] },
  { key: 'apiKeys', to: '/kerja/kunci-api', icon: 'lock', roles: ['tenant_admin'] },
  { key: 'setUp', to: '/siapkan', icon: 'building-2', roles: ['tenant_admin'] },
  { key: 'account', to: '/akun', icon: 'circle-user-round', roles: [] },
];

/** What the menu of the work page offers to somebody with these roles. */
export function shortcutsFor(roles: readonly string[]): Entry[] {
  return entries.filter((entry) => entry.roles.length === 0 || entry.roles.some((role) => roles.includes(role)));
}
