import type { ComponentChildren } from 'preact';
import { assets } from './assets.ts';
import { useFrame } from './frame.tsx';
import { IslandScript } from './islands.tsx';
import { barColor } from './palette.ts';

export interface DocumentProps {
  title: string;
  description?: string | undefined;
  /** Path of the picture that social networks show. */
  picture?: string | undefined;
  children: ComponentChildren;
}

/** The whole HTML document. Ships no script unless the body holds an island. */
export function Document({ title, description, picture, children }: DocumentProps) {
  const { messages, tenant, language } = useFrame();
  const { styles, font, icon, webManifest } = assets();
  const product = [messages.common.product, tenant?.shortName].filter(Boolean).join(' ');
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title === product ? title : `${title} · ${product}`}</title>
        {description && <meta name="description" content={description} />}
        {description && <PublicMarks title={title} description={description} picture={picture} />}
        {font && <link rel="preload" href={font} as="font" type="font/woff2" crossorigin="anonymous" />}
        {styles.map((address) => (
          <link rel="stylesheet" href={address} />
        ))}
        {icon && <link rel="icon" href={icon} type="image/svg+xml" />}
        {webManifest && <link rel="manifest" href={webManifest} />}
        {barColor && <meta name="theme-color" content={barColor} />}
        <meta name="format-detection" content="telephone=no" />
      </head>
      <body>
        {children}
        <IslandScript />
      </body>
    </html>
  );
}

/** For search engines and social networks: one address of the page whatever its filters, and what a link to it shows. */
function PublicMarks({
  title,
  description,
  picture,
}: {
  title: string;
  description: string;
  picture?: string | undefined;
}) {
  const { home, path, tenant, messages } = useFrame();
  if (home === undefined) return null;
  const address = path === '/' ? home || '/' : `${home}${path}`;
  return (
    <>
      <link rel="canonical" href={address} />
      <meta property="og:type" content="website" />
      <meta property="og:locale" content="id_ID" />
      <meta property="og:site_name" content={[messages.common.product, tenant?.name].filter(Boolean).join(' ')} />
      <meta property="og:title" content={title} />
      <meta property="og:description" content={description} />
      <meta property="og:url" content={address} />
      {picture && <meta property="og:image" content={`${home}${picture}`} />}
      {picture && <meta name="twitter:card" content="summary_large_image" />}
    </>
  );
}
