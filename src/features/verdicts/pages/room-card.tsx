import { Button, Card, Chip, Chips, ConfirmBlock, Form, Select, TextArea, useMessages } from '#ui/index.ts';
import { limits } from '../plenary.ts';
import type { JurorView } from '../plenary-page.ts';
import { fieldsOf, type PartProps } from './forms.ts';

export function AttendanceCard(props: PartProps) {
  const { view } = props;
  const { room } = useMessages().verdicts;
  return (
    <Card title={room.attendance}>
      <ul class="grid gap-3">
        {view.jurors.map((juror) => (
          <li class="flex flex-wrap items-center justify-between gap-2 border-b border-garis pb-3">
            <Juror juror={juror} />
            {props.plenary.state === 'open' && view.me.part === 'committee' && (
              <Form
                action={`${props.to}/hadir`}
                hidden={{
                  jurorId: juror.id,
                  present: juror.present ? 'tidak' : 'ya',
                  kategori: props.plenary.item?.categoryId ?? '',
                }}
              >
                <Button tone="plain">{juror.present ? room.leave : room.arrive}</Button>
              </Form>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Juror({ juror }: { juror: JurorView }) {
  const { room, opening } = useMessages().verdicts;
  return (
    <div class="min-w-0">
      <p class="font-semibold">{juror.name}</p>
      <Chips>
        {juror.chair && <Chip tone="nila">{opening.chair}</Chip>}
        <Chip tone={juror.present ? 'tarum' : 'kertas'}>{juror.present ? room.here : room.away}</Chip>
        {juror.confirmed && <Chip tone="tarum">{room.confirmed}</Chip>}
      </Chips>
    </div>
  );
}

/** Who takes no part in what; a juror says it here. */
export function RecusalCard(props: PartProps) {
  const { plenary, view } = props;
  const { room } = useMessages().verdicts;
  return (
    <Card title={room.recusals}>
      {plenary.recusals.length === 0 && <p class="text-tinta-2">{room.noRecusals}</p>}
      <ul class="grid gap-2">
        {plenary.recusals.map(({ juror, entry, reason }) => (
          <li>{room.recusal(juror, entry, reason || room.byConflict)}</li>
        ))}
      </ul>
      {plenary.state === 'open' && view.me.part === 'juror' && <RecuseForm {...props} />}
    </Card>
  );
}

function RecuseForm({ plenary, returned, to }: PartProps) {
  const { room } = useMessages().verdicts;
  const fields = fieldsOf(returned, 'mundur');
  const entries = plenary.item ? [...plenary.item.order, ...plenary.item.unscored] : [];
  if (entries.length === 0) return null;
  return (
    <div class="mt-3">
      <ConfirmBlock open={room.recuse} question={room.recuseLead} expanded={fields.back}>
        <Form action={`${to}/mundur`} hidden={{ kategori: plenary.item?.categoryId ?? '' }}>
          <Select
            name="recuseEntry"
            label={room.recuseEntry}
            value={fields.value('recuseEntry')}
            error={fields.error('recuseEntry')}
            options={entries.map(({ entryId, name }) => ({ value: entryId, label: name }))}
          />
          <TextArea
            name="recuseReason"
            label={room.recuseReason}
            rows={2}
            maxlength={limits.reason}
            value={fields.value('recuseReason')}
            error={fields.error('recuseReason')}
          />
          <div>
            <Button tone="danger">{room.recuseSubmit}</Button>
          </div>
        </Form>
      </ConfirmBlock>
    </div>
  );
}

export function SealCard({ plenary, to }: PartProps) {
  const { room, errors } = useMessages().verdicts;
  const ready = plenary.items.every(({ decided }) => decided) && !plenary.question;
  return (
    <Card title={room.seal}>
      {ready ? (
        <ConfirmBlock open={room.seal} question={room.sealQuestion}>
          <Form action={`${to}/segel`}>
            <div>
              <Button tone="danger">{room.sealSubmit}</Button>
            </div>
          </Form>
        </ConfirmBlock>
      ) : (
        <p class="text-tinta-2">{plenary.question ? errors.voteOpen : errors.undecided}</p>
      )}
    </Card>
  );
}
