import type { ComponentChildren } from 'preact';
import { assets } from './assets.ts';
import { useFrame } from './frame.tsx';
import { IslandScript } from './islands.tsx';
import { barColor } from './palette.ts';

export interface DocumentProps {
  title: string;
  description?: string | undefined;
  children: ComponentChildren;
}

/** The whole HTML document. Ships no script unless the body holds an island. */
export function Document({ title, description, children }: DocumentProps) {
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
