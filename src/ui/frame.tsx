import type { Messages } from '#messages/id.ts';
import type { Language } from '#messages/languages.ts';

/** What every page knows about the request it answers. Built once per request by platform/http. */
export interface Frame {
  language: Language;
  messages: Messages;
  /** Prefix of every link inside a tenant: '' when the host is the tenant's own, else '/slug'. */
  base: string;
  /** Path inside the tenant, without base and query. */
  path: string;
  /** `?…` of the address, '' without. */
  query: string;
  tenant: TenantFace | null;
  person: PersonFace | null;
  /** An administrator looks as `person`: said on every page. */
  viewing?: ViewingFace;
  /** Line shown once after a redirect ("Usulan terkirim"). */
  notice: string | null;
  year: number;
}

export interface TenantFace {
  name: string;
  shortName: string;
  /** Name of the agency that runs the platform, e.g. "Balitbangda Kabupaten Bekasi". */
  operator: string;
  help: { label: string; href: string | null };
  /** An invented tenant or invented contact: shown with the chip "contoh". */
  example: boolean;
}

export interface ViewingFace {
  /** Whom one looks as. */
  name: string;
  until: Date;
  /** Address that ends it. */
  leave: string;
}

export interface PersonFace {
  name: string;
  /** Title of the office in words, e.g. "Plt. Kepala Desa Muara Bakti". */
  title: string;
  waiting: number;
  /** Roles held now, for the menu only; rights are asked of the policy. */
  roles: readonly string[];
}

/** The page that is being drawn. */
interface Drawing {
  frame: Frame;
  holdsIsland: boolean;
}

let drawing: Drawing | null = null;

/**
 * Draws a page inside its frame. Drawing on the server never waits, so one frame at a time is enough; asking a context
 * for it in every component would take half of the time of a page.
 */
export function drawInFrame(frame: Frame, draw: () => string): string {
  const before = drawing;
  drawing = { frame, holdsIsland: false };
  try {
    return draw();
  } finally {
    drawing = before;
  }
}

export function useDrawing(): Drawing {
  if (!drawing) throw new Error('a page was rendered outside its frame');
  return drawing;
}

export function useFrame(): Frame {
  return useDrawing().frame;
}

/** Language of the page that is being drawn, or that stands in the browser. */
export function languageNow(): Language {
  if (drawing) return drawing.frame.language;
  return typeof document !== 'undefined' && document.documentElement.lang === 'en' ? 'en' : 'id';
}

export function useMessages(): Messages {
  return useFrame().messages;
}
