import { useMessages } from './frame.tsx';
import { Page } from './layout.tsx';
import { A } from './link.tsx';

interface Props {
  status: 400 | 403 | 404 | 409 | 422 | 500 | 503;
  detail: string | null;
}

/** What a person sees when something cannot be done: what happened, and where to go on. */
export function FailurePage({ status, detail }: Props) {
  const { failures, backHome } = useMessages().common;
  const words = failures[status];
  return (
    <Page title={words.title}>
      <p>{detail ?? words.detail}</p>
      <p>
        <A to="/">{backHome}</A>
      </p>
    </Page>
  );
}
