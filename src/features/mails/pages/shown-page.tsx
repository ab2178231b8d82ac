import { Card, EmptyState, formatDateTime, Page, useMessages } from '#ui/index.ts';
import type { ShownMail } from '../mail.ts';

/** What would have gone out, where nothing goes out. */
export function ShownPage({ mails }: { mails: readonly ShownMail[] }) {
  const { shown } = useMessages().mails;
  return (
    <Page title={shown.title} lead={shown.lead} width="text">
      {mails.length === 0 ? (
        <EmptyState title={shown.empty}>{shown.emptyHelp}</EmptyState>
      ) : (
        <ul class="grid gap-5">
          {mails.map((mail) => (
            <li>
              <Card title={mail.subject}>
                <p class="text-sm text-tinta-2">
                  {shown.to}: {mail.to}
                </p>
                <p class="mb-3 text-sm text-tinta-3">
                  {shown.at}: {formatDateTime(mail.createdAt)}
                </p>
                <p class="whitespace-pre-line wrap-anywhere">
                  {mail.text.split(/(https?:\/\/\S+)/).map((part, n) =>
                    n % 2 === 1 ? (
                      <a class="link" href={part}>
                        {part}
                      </a>
                    ) : (
                      <span>{part}</span>
                    ),
                  )}
                </p>
              </Card>
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}
