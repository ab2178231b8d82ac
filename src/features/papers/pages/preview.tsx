import type { Annex, Decree, Letter, Signature } from '#platform/papers/document.ts';
import { formatDate, useMessages } from '#ui/index.ts';

/** The paper as a page of paper: what the PDF says, to be read on a screen. */
export function Preview({ body, draft }: { body: Decree | Letter; draft: boolean }) {
  const { papers } = useMessages();
  return (
    <article class="paper-sheet" aria-label={papers.work.preview}>
      {draft && <p class="paper-draft">{papers.print.draftWords}</p>}
      {body.form === 'decree' ? (
        <DecreePreview decree={body} draft={draft} />
      ) : (
        <LetterPreview letter={body} draft={draft} />
      )}
      {body.annexes.map((annex) => (
        <AnnexPreview annex={annex} />
      ))}
    </article>
  );
}

function DecreePreview({ decree, draft }: { decree: Decree; draft: boolean }) {
  const { print } = useMessages().papers;
  return (
    <>
      <div class="text-center font-bold">
        <p class="uppercase">{decree.heading}</p>
        <p>{print.numberLine(decree.number || print.open)}</p>
        <p>{print.aboutLine}</p>
        <p class="uppercase">{decree.about}</p>
      </div>
      <Items word={print.considering} items={decree.considering} kind="paper-letters" />
      <Items word={print.recalling} items={decree.recalling} />
      <Items word={print.noting} items={decree.noting} />
      <p class="text-center font-bold">{print.decides}</p>
      <dl class="paper-dicta">
        <div>
          <dt>{print.setting}</dt>
          <dd>{print.settingWhat(decree.heading, decree.about)}</dd>
        </div>
        {decree.decides.map((text, at) => (
          <div>
            <dt>{print.ordinals[at] ?? `KE-${at + 1}`}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <Signed signature={decree.signature} draft={draft} />
    </>
  );
}

function LetterPreview({ letter, draft }: { letter: Letter; draft: boolean }) {
  const { print } = useMessages().papers;
  return (
    <>
      <p>
        {print.letterNumber}: {letter.number || print.open}
        <br />
        {print.enclosed}: {letter.enclosed}
        <br />
        {print.subject}: <b>{letter.about}</b>
      </p>
      <p>
        {print.to}
        {letter.recipient.map((line) => (
          <span class="block">{line}</span>
        ))}
      </p>
      {letter.paragraphs.map((text) => (
        <p>{text}</p>
      ))}
      <Signed signature={letter.signature} draft={draft} />
      {letter.copies.length > 0 && <Items word={print.copies} items={letter.copies} />}
    </>
  );
}

function Items({ word, items, kind = '' }: { word: string; items: readonly string[]; kind?: string }) {
  if (items.length === 0) return null;
  return (
    <div class="paper-items">
      <p class="font-bold">{word}</p>
      <ol class={kind}>
        {items.map((text) => (
          <li>{text}</li>
        ))}
      </ol>
    </div>
  );
}

/** @param draft not signed yet: where the signature will stand is said in words */
function Signed({ signature, draft }: { signature: Signature; draft: boolean }) {
  const { print } = useMessages().papers;
  const { place, date, title, name } = signature;
  return (
    <div class="paper-signature">
      <p>
        {place || print.open}, {date === '' ? print.openDate : formatDate(date)}
      </p>
      <p class="font-bold uppercase">{title},</p>
      {draft ? <p class="my-4 text-sm text-tinta-3">{print.roomForSignature}</p> : <p class="my-4" />}
      <p class="font-bold">{name || print.open}</p>
    </div>
  );
}

function AnnexPreview({ annex }: { annex: Annex }) {
  return (
    <section class="paper-annex" tabindex={0} aria-label={annex.title}>
      <table>
        <caption>{annex.title}</caption>
        <thead>
          <tr>
            {annex.columns.map(({ head }) => (
              <th scope="col">{head}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {annex.rows.map((row) => (
            <tr>
              {row.map((text) => (
                <td>{text}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
