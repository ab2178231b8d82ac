import { common } from './id/common.ts';
import { ui } from './id/ui.ts';

/** The Indonesian catalogue, the only home of words shown to people. One file a feature under `id/`. */
export const id = { common, ui };

export type Messages = typeof id;
