import { useMessages } from './frame.tsx';
import { Island } from './islands.tsx';
import AutosaveIsland from './offline/autosave.island.tsx';

/** Shows whether what is typed is saved. Stands inside a `Form` with `autosave`, or in the `aside` of its `Steps`. */
export function SaveState() {
  const { saving } = useMessages().ui;
  return <Island of={AutosaveIsland} props={{ words: saving }} />;
}
