export type CodePurpose = 'invitation' | 'reset';

/** For how many days a code can be used, and why so long and no longer. */
export const codeLives: Readonly<Record<CodePurpose, { days: number; reason: string }>> = {
  invitation: {
    days: 14,
    reason:
      'A letter reaches a village by courier or at the next weekly meeting, and its reader may be away for a week.',
  },
  reset: {
    days: 3,
    reason: 'Whoever waits for it wants to work today; three days bridge a weekend. It opens what exists already.',
  },
};

export function expiryOf(purpose: CodePurpose, from: Date): Date {
  return new Date(from.getTime() + codeLives[purpose].days * 86_400_000);
}

/** A code opens something once, until its time is over or another takes its place. */
export function isOpen(kept: { usedAt: Date | null; revokedAt: Date | null; expiresAt: Date }, now: Date): boolean {
  return kept.usedAt === null && kept.revokedAt === null && kept.expiresAt > now;
}

/** The address that a letter's QR opens. */
export function codeAddress(origin: string, slug: string, code: string): string {
  return `${origin}/${slug}/undangan/${code}`;
}

/** WhatsApp opened by the operator, with the words laid ready. @param phone "+6281234567890" */
export function whatsappAddress(phone: string, text: string): string {
  return `https://wa.me/${phone.replace(/\D/g, '')}?text=${encodeURIComponent(text)}`;
}
