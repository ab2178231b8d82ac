import { A, Card, Chip, formatNumber, Icon, MeterBar, useMessages } from '#ui/index.ts';
import type { GroupLine } from '../level-form.ts';

/** The groups of questions with how far each has come. */
export function GroupList({
  title,
  groups,
  to,
}: {
  title: string;
  groups: readonly GroupLine[];
  to: ((slug: string) => string) | null;
}) {
  const words = useMessages().indexPages.form;
  return (
    <Card title={title}>
      <ol class="divide-y divide-garis border-t border-garis">
        {groups.map((group) => (
          <li class="relative grid gap-2 py-4">
            <p class="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
              <span class="text-lg font-bold">
                {to ? (
                  <A to={to(group.slug)} class="stretched">
                    {group.name}
                  </A>
                ) : (
                  group.name
                )}
              </span>
              <Chip tone={group.stated === group.of ? 'tarum' : 'kunyit'}>{words.group(group.stated, group.of)}</Chip>
            </p>
            <MeterBar value={group.score} max={group.max} label={group.name} />
            <p class="flex items-center justify-between gap-4 text-sm text-tinta-2 tabular-nums">
              {words.groupScore(formatNumber(group.score), formatNumber(group.max))}
              {to && (
                <span class="flex items-center gap-1 font-semibold text-tarum-700" aria-hidden="true">
                  {group.stated === 0 ? words.open : words.change}
                  <Icon name="arrow-right" size={18} />
                </span>
              )}
            </p>
          </li>
        ))}
      </ol>
    </Card>
  );
}
