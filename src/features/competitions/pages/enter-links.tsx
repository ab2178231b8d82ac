import { ButtonLink, useMessages } from '#ui/index.ts';

/** Contests into which an innovation can enter now. */
export function EnterLinks({ contests }: { contests: readonly { id: string; name: string }[] }) {
  const words = useMessages().entries.enter;
  return (
    <>
      {contests.map(({ id, name }) => (
        <ButtonLink to={`/kerja/lomba/${id}/ikut`} tone="plain" icon="send" wide>
          {words.link(name)}
        </ButtonLink>
      ))}
    </>
  );
}
