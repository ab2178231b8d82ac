import { Alert, Button, Card, Form, useMessages } from '#ui/index.ts';
import type { QuestionView } from '../plenary-page.ts';
import type { PartProps } from './forms.ts';

/** What is asked now, with one large button an answer. */
export function NowCard({ plenary, view, to }: PartProps) {
  const { now } = useMessages().verdicts;
  const { question } = plenary;
  if (!question) {
    return (
      <Card title={now.title}>
        <p class="text-tinta-2">{now.nothing}</p>
      </Card>
    );
  }
  return (
    <Card title={now.title} tone="tint">
      <p class="text-sm text-tinta-2">{question.category}</p>
      <p class="mb-3 text-lg font-semibold">{question.body}</p>
      {view.me.part === 'juror' ? (
        <Ballot question={question} present={view.me.present} to={to} />
      ) : (
        <Choices question={question} />
      )}
      <p class="mt-3 text-tinta-2">{now.voted(question.votes, question.expected)}</p>
      {view.me.part === 'committee' && (
        <Form action={`${to}/tutup`} hidden={{ questionId: question.id }} class="mt-3">
          <div>
            <Button>{now.close}</Button>
          </div>
        </Form>
      )}
    </Card>
  );
}

function Ballot({ question, present, to }: { question: QuestionView; present: boolean; to: string }) {
  const { now } = useMessages().verdicts;
  const name = useChoiceName();
  if (question.own !== null) {
    const own = question.choices.find(({ value }) => value === question.own);
    return <Alert tone="success">{now.own(name(own?.value ?? '', own?.label ?? ''))}</Alert>;
  }
  if (!present) return <Alert tone="warning">{now.notPresent}</Alert>;
  return (
    <Form action={`${to}/suara`} hidden={{ questionId: question.id }}>
      <p>{now.once}</p>
      <div class="grid gap-3">
        {question.choices.map(({ value, label }) => (
          <Button name="choice" value={value} tone={value === 'abstain' ? 'plain' : 'primary'} wide>
            {name(value, label)}
          </Button>
        ))}
      </div>
    </Form>
  );
}

function Choices({ question }: { question: QuestionView }) {
  const name = useChoiceName();
  return (
    <ul class="list-disc ps-5">
      {question.choices.map(({ value, label }) => (
        <li>{name(value, label)}</li>
      ))}
    </ul>
  );
}

/** Entries by their own name, the rest by the catalogue's. */
export function useChoiceName(): (choice: string, label?: string) => string {
  const words: Record<string, string> = useMessages().verdicts.choices;
  return (choice, label = '') => words[choice] ?? (label || choice);
}
