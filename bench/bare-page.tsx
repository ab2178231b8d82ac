import { Hono } from 'hono';
import { renderToString } from 'preact-render-to-string';

interface Item {
  id: string;
  title: string;
  summary: string;
}

/** What the real page is measured against: a plain list with as many rows as it takes to weigh what that page weighs. */
export function bareServer(items: readonly Item[], size: number): Hono {
  const Bare = ({ rows }: { rows: number }) => (
    <html lang="id">
      <body>
        <ul>
          {Array.from({ length: rows }, (_, i) => {
            const item = items[i % items.length];
            return (
              <li>
                <a href={`/inovasi/${item?.id}`}>{item?.title}</a>
                <p>{item?.summary}</p>
              </li>
            );
          })}
        </ul>
      </body>
    </html>
  );
  const draw = (rows: number) => `<!doctype html>${renderToString(<Bare rows={rows} />)}`;
  let rows = 1;
  while (draw(rows).length < size) rows++;
  return new Hono().get('/', (c) => c.html(draw(rows)));
}
