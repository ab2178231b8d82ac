import {
  Alert,
  Button,
  ButtonLink,
  Card,
  Chip,
  ConfirmBlock,
  Form,
  formatDateTime,
  Select,
  TextArea,
  useMessages,
} from '#ui/index.ts';
import { limits } from '../plenary.ts';
import type { CorrectionView, ItemView } from '../plenary-page.ts';
import { fieldsOf, type PartProps } from './forms.ts';

/** The seal, whether the tables still say what it covers, and who confirmed it. */
export function AfterCard({ plenary, view, to }: PartProps) {
  const { after } = useMessages().verdicts;
  const { seal } = plenary;
  if (!seal) return null;
  const there = view.jurors.filter(({ present }) => present);
  const mayConfirm = view.me.part === 'juror' && view.me.present;
  return (
    <Card title={after.title} icon="lock" tone="tint">
      <div class="grid gap-3">
        <p>{after.sealed(seal.version, formatDateTime(seal.sealedAt))}</p>
        <div>
          <p class="text-sm text-tinta-2">{after.digest}</p>
          <p class="break-all font-mono text-sm">{seal.digest}</p>
        </div>
        <Alert tone={seal.holds ? 'success' : 'error'}>{seal.holds ? after.holds : after.broken}</Alert>
        <p>{after.confirmations(there.filter(({ confirmed }) => confirmed).length, there.length)}</p>
        {mayConfirm && seal.confirmedByMe && <p class="font-semibold">{after.confirmed}</p>}
        {mayConfirm && !seal.confirmedByMe && (
          <Form action={`${to}/konfirmasi`} hidden={{ digest: seal.digest }}>
            <p>{after.confirmLead}</p>
            <div>
              <Button>{after.confirm}</Button>
            </div>
          </Form>
        )}
      </div>
    </Card>
  );
}

export function CorrectionsCard(props: PartProps) {
  const { plenary, to } = props;
  const { after } = useMessages().verdicts;
  const { item } = plenary;
  return (
    <Card title={after.corrections}>
      <ul class="mb-3 grid gap-4">
        {plenary.corrections.map((correction) => (
          <Correction correction={correction} to={to} />
        ))}
      </ul>
      {item && !item.withheld && <CorrectForm {...props} item={item} />}
    </Card>
  );
}

function Correction({ correction, to }: { correction: CorrectionView; to: string }) {
  const { after, item } = useMessages().verdicts;
  const { id, category, entries, reason, by, at, appliedAt, left, stale, mayConfirm } = correction;
  const state = appliedAt ? after.applied(formatDateTime(appliedAt)) : stale ? after.stale : after.waiting(left);
  return (
    <li class="grid gap-1 border-b border-garis pb-3">
      <p class="font-semibold">{category}</p>
      <ol class="list-none">
        {entries.map((name, place) => (
          <li>
            {item.place(place + 1)}: {name}
          </li>
        ))}
      </ol>
      <p>{reason}</p>
      <p class="text-sm text-tinta-2">{after.proposed(by, formatDateTime(at))}</p>
      <p>
        <Chip tone={appliedAt ? 'tarum' : 'kunyit'}>{state}</Chip>
      </p>
      {mayConfirm && (
        <Form action={`${to}/koreksi/setuju`} hidden={{ correctionId: id }}>
          <div>
            <Button>{after.agree}</Button>
          </div>
        </Form>
      )}
    </li>
  );
}

function CorrectForm({ item, ids, returned, to }: PartProps & { item: ItemView }) {
  const { after, item: words } = useMessages().verdicts;
  const fields = fieldsOf(returned, 'koreksi');
  const all = [...item.order, ...item.unscored];
  return (
    <ConfirmBlock open={after.correct} question={after.correctLead} expanded={fields.back}>
      <Form action={`${to}/koreksi`} hidden={{ id: ids.correction, categoryId: item.categoryId }}>
        <p class="font-semibold">{item.name}</p>
        {Array.from({ length: Math.min(item.winners, all.length) }, (_, at) => (
          <Select
            name={`correct-${at + 1}`}
            label={words.place(at + 1)}
            value={fields.value(`correct-${at + 1}`, item.places[at]?.entryId ?? '')}
            error={fields.error(`correct-${at + 1}`)}
            empty={words.nobody}
            options={all.map(({ entryId, name }) => ({ value: entryId, label: name }))}
          />
        ))}
        <TextArea
          name="correctReason"
          label={words.reason}
          rows={2}
          maxlength={limits.reason}
          value={fields.value('correctReason')}
          error={fields.error('correctReason')}
        />
        <div>
          <Button>{after.correctSubmit}</Button>
        </div>
      </Form>
    </ConfirmBlock>
  );
}

/** Drafts of the official papers, for who makes papers. */
export function PapersCard({ plenary, to }: PartProps) {
  const { after } = useMessages().verdicts;
  const { minutes, decree } = plenary.papers;
  return (
    <Card title={after.papers} icon="file-text">
      <p class="mb-3">{after.papersLead}</p>
      <div class="flex flex-wrap gap-3">
        <Paper made={minutes} open={after.openMinutes} make={after.minutesPaper} action={`${to}/naskah/berita-acara`} />
        <Paper made={decree} open={after.openDecree} make={after.decreePaper} action={`${to}/naskah/keputusan`} />
      </div>
    </Card>
  );
}

function Paper({ made, open, make, action }: { made: string | null; open: string; make: string; action: string }) {
  if (made) {
    return (
      <ButtonLink to={made} tone="plain">
        {open}
      </ButtonLink>
    );
  }
  return (
    <Form action={action}>
      <Button>{make}</Button>
    </Form>
  );
}
