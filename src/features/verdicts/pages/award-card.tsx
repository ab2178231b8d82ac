import type { PublicAward } from '#features/competitions/index.ts';
import { A, Card, Chip, useMessages } from '#ui/index.ts';

/** Published awards on the page of an innovation or of its organisation. @param titled says which innovation won */
export function AwardCard({ awards, titled }: { awards: readonly PublicAward[]; titled: boolean }) {
  const { awards: words } = useMessages().aftermath;
  return (
    <Card title={words.title} icon="trophy">
      <ul class="grid gap-3">
        {awards.map((award) => (
          <li>
            <Chip tone="tarum">{award.title}</Chip>
            <p class="mt-1">
              {words.of(award.contestName, award.year)}
              {award.categoryName && <span class="text-tinta-2"> · {award.categoryName}</span>}
            </p>
            {titled && (
              <p>
                {award.innovationShown ? (
                  <A to={`/inovasi/${award.innovationId}`} class="link">
                    {award.innovationTitle}
                  </A>
                ) : (
                  award.innovationTitle
                )}
              </p>
            )}
            {award.competitionId && (
              <A to={`/lomba/${award.competitionId}/hasil`} class="link text-sm">
                {words.result}
              </A>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
