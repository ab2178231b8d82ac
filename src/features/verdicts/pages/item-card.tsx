import { Alert, Card, Chip, Chips, type Column, formatNumber, Table, useMessages } from '#ui/index.ts';
import type { ItemView } from '../plenary-page.ts';
import type { Why } from '../tie-chain.ts';
import type { PartProps } from './forms.ts';
import { AskForm, ChairForm, DecideForm } from './item-forms.tsx';
import { useChoiceName } from './now-card.tsx';

export type ItemProps = PartProps & { item: ItemView };

/** One category: how its entries stand, what was voted and decided, and what may be done now. */
export function ItemCard(props: ItemProps) {
  const { item, view, plenary } = props;
  const { item: words } = useMessages().verdicts;
  const open = plenary.state === 'open';
  const committee = open && view.me.part === 'committee';
  return (
    <Card
      title={item.name}
      aside={<Chip tone={item.decided ? 'tarum' : 'kertas'}>{item.decided ? words.decided : words.open}</Chip>}
    >
      <div class="grid grid-cols-1 gap-4">
        {item.withheld && <Alert tone="notice">{words.withheld}</Alert>}
        {item.places.length > 0 && <Places item={item} />}
        <Standing item={item} />
        <Price price={item.price} />
        {item.votes.length > 0 && <Votes item={item} />}
        {open && view.me.chair && item.tie && !item.decided && <ChairForm {...props} tie={item.tie} />}
        {committee && <DecideForm {...props} />}
        {committee && !plenary.question && <AskForm {...props} />}
      </div>
    </Card>
  );
}

function Places({ item }: { item: ItemView }) {
  const { item: words, settledBy } = useMessages().verdicts;
  return (
    <section>
      <h3 class="mb-2 text-lg">{words.places}</h3>
      <ol class="grid gap-2">
        {item.places.map((one) => (
          <li class="rounded-lg border border-garis bg-tarum-50 p-3">
            <p class="font-semibold">
              {words.place(one.place)}: {one.name}
            </p>
            <p class="text-tinta-2">{one.organization}</p>
            <p class="text-sm text-tinta-2">
              {settledBy[one.settledBy]}
              {one.reason && `: ${one.reason}`}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Standing({ item }: { item: ItemView }) {
  const { item: words } = useMessages().verdicts;
  const why = useWhy();
  const columns: Column<ItemView['order'][number]>[] = [
    {
      key: 'entry',
      head: words.entry,
      main: true,
      cell: (row) => (
        <>
          {row.position}. {row.name}
          <span class="block text-sm font-normal text-tinta-2">{row.organization}</span>
          {row.tied && (
            <Chips>
              <Chip tone="kunyit">{words.tied}</Chip>
            </Chips>
          )}
        </>
      ),
    },
    { key: 'score', head: words.score, align: 'end', cell: ({ score }) => formatNumber(score, 2) },
    {
      key: 'rule',
      wide: true,
      head: words.rule,
      cell: (row) => (row.open ? words.stillTied : row.why ? why(row.why) : '–'),
    },
  ];
  return (
    <section>
      <h3 class="mb-2 text-lg">{words.standing}</h3>
      <Table
        caption={`${words.standing}: ${item.name}`}
        columns={columns}
        rows={item.order}
        rowKey={({ entryId }) => entryId}
      />
      {item.unscored.length > 0 && (
        <p class="mt-2 text-tinta-2">{words.unscored(item.unscored.map(({ name }) => name).join('; '))}</p>
      )}
    </section>
  );
}

/** Why one stands before the next, in words. */
function useWhy(): (why: Why) => string {
  const { why: words } = useMessages().verdicts.item;
  return (why) => {
    if (why.link === 'chair') return words.chair(why.reason);
    if (why.link === 'pairwise') return words.pairwise(why.above, why.below);
    const [above, below] = [formatNumber(why.above, 2), formatNumber(why.below, 2)];
    return why.link === 'criterion' ? words.criterion(why.name, above, below) : words[why.link](above, below);
  };
}

/** What the quotas cost; says nothing where there are none. */
function Price({ price }: { price: ItemView['price'] }) {
  const { item: words } = useMessages().verdicts;
  if (price === undefined) return null;
  if (price === null) return <Alert tone="warning">{words.impossible}</Alert>;
  return <p>{price > 0 ? words.price(formatNumber(price, 2)) : words.free}</p>;
}

function Votes({ item }: { item: ItemView }) {
  const { item: words } = useMessages().verdicts;
  const name = useChoiceName();
  return (
    <section>
      <h3 class="mb-2 text-lg">{words.votes}</h3>
      <ul class="grid gap-2">
        {item.votes.map(({ body, counts }) => (
          <li>
            <p class="font-semibold">{body}</p>
            <p class="text-tinta-2">{counts.map(({ choice, count }) => `${name(choice)}: ${count}`).join(' · ')}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
