import { href, Island, useFrame, useMessages } from '#ui/index.ts';
import type { SimilarInnovation } from '../similar.ts';
import SimilarIsland, { type SimilarPanelProps, type SimilarPanelWords } from './similar.island.tsx';

/** The words that the panel shows, in the browser too. */
export function useSimilarWords(): SimilarPanelWords {
  const { common, innovations } = useMessages();
  const { similar, states } = innovations;
  return {
    heading: similar.heading,
    shared: similar.shared,
    states: { listed: states.listed, accepted: states.accepted },
    example: common.example,
    button: similar.button,
    searching: similar.searching,
    found: similar.foundLive,
    none: similar.none,
    failed: similar.failed,
    noSignal: similar.noSignal,
    question: similar.question,
    newOne: similar.newOne,
    choose: similar.choose,
    chooseLabel: similar.chooseLabel,
    chosen: similar.chosen,
    remove: similar.remove,
    removed: similar.removed,
    conflict: similar.conflict,
  };
}

export interface SimilarProps {
  fields: SimilarPanelProps['fields'];
  title?: string;
  found?: SimilarInnovation[];
  /** null: it begins with this form. */
  draft: { id: string; version: number } | null;
  chosen: { id: string; title: string } | null;
}

/** "Mirip dengan…": under the fields that say what the innovation is. */
export function Similar({ fields, title = '', found = [], draft, chosen }: SimilarProps) {
  const { base } = useFrame();
  const from = draft ? `/kerja/inovasi/mirip?dari=${draft.id}` : '/kerja/inovasi/mirip';
  const props: SimilarPanelProps = {
    words: useSimilarWords(),
    base,
    from: href(base, from),
    fields,
    title,
    found,
    draft: draft && { to: href(base, `/kerja/inovasi/${draft.id}/asal`), version: draft.version },
    chosen: chosen && { id: chosen.id, title: chosen.title },
  };
  return <Island of={SimilarIsland} props={props} />;
}
