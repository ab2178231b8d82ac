import type { ComponentChildren } from 'preact';
import { Alert } from './alert.tsx';
import { Breadcrumb, type Crumb } from './breadcrumb.tsx';
import { Document } from './document.tsx';
import { Footer } from './footer.tsx';
import { useFrame, useMessages } from './frame.tsx';
import { Header } from './header.tsx';
import { ViewingBanner } from './viewing-banner.tsx';

export interface PageProps {
  title: string;
  description?: string;
  /** Path of the picture that social networks show. */
  picture?: string;
  breadcrumb?: readonly Crumb[];
  /** What the page is about is invented for the demonstration. */
  example?: boolean | undefined;
  /** Stands in for the page's heading, on the dark field. */
  hero?: ComponentChildren;
  /** Beside the heading: chips, a button. */
  aside?: ComponentChildren;
  /** One or two sentences under the heading. */
  lead?: ComponentChildren;
  width?: 'content' | 'text' | 'form';
  children: ComponentChildren;
}

const widths = { content: '', text: ' frame-text', form: ' frame-form' };

/** Every page: header, what the page is about, footer with the help contact. */
export function Page({ title, description, picture, hero, width = 'content', children, ...top }: PageProps) {
  const { notice } = useFrame();
  const { ui } = useMessages();
  return (
    <Document title={title} description={description} picture={picture}>
      <a href="#isi" class="skip">
        {ui.skip}
      </a>
      <Header />
      <ViewingBanner />
      <main id="isi" tabindex={-1} class="on-paper">
        {hero}
        <div class={`frame${widths[width]} ${hero ? 'pb-16' : 'pt-5 pb-16 sm:pt-8'}`}>
          {notice && (
            <div class="mb-5">
              <Alert tone="success" live>
                {notice}
              </Alert>
            </div>
          )}
          {!hero && <Heading title={title} {...top} />}
          {children}
        </div>
      </main>
      <Footer />
    </Document>
  );
}

type HeadingProps = Pick<PageProps, 'title' | 'breadcrumb' | 'example' | 'aside' | 'lead'>;

function Heading({ title, breadcrumb = [], example = false, aside, lead }: HeadingProps) {
  return (
    <div class="mb-5">
      {breadcrumb.length > 0 && <Breadcrumb crumbs={breadcrumb} example={example} />}
      <div class="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <h1 class="text-2xl sm:text-3xl">{title}</h1>
        {aside}
      </div>
      {lead && <div class="mt-2 max-w-text text-tinta-2">{lead}</div>}
    </div>
  );
}
