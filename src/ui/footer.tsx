import { ExampleChip } from './chip.tsx';
import { useFrame } from './frame.tsx';
import { A, href } from './link.tsx';

/** Who runs this and whom to ask, on every page. */
export function Footer() {
  const { tenant, messages, base, path, query, language } = useFrame();
  const other = language === 'id' ? 'en' : 'id';
  const { ui, common } = messages;
  return (
    <footer class="site-footer">
      <div class="frame flex flex-wrap items-center gap-x-8 gap-y-2 py-8">
        <p>
          <b>{common.product}</b>
          {tenant && <> · {ui.footer.operatedBy(tenant.operator)}</>}
        </p>
        {tenant && (
          <p class="flex flex-wrap items-center gap-2">
            <span>{ui.footer.help}</span>
            {tenant.help.href ? (
              <a class="footer-help" href={tenant.help.href}>
                {tenant.help.label}
              </a>
            ) : (
              <b>{tenant.help.label}</b>
            )}
            {tenant.example && !tenant.help.label.includes(common.example) && <ExampleChip />}
          </p>
        )}
        {tenant && (
          <nav class="flex flex-wrap gap-x-6" aria-label={ui.footer.links}>
            <A to="/bantuan" class="footer-help">
              {ui.footer.helpPage}
            </A>
            <A to="/sumber-data" class="footer-help">
              {ui.footer.sources}
            </A>
            <A to="/naskah" class="footer-help">
              {ui.footer.checkPaper}
            </A>
            <A to="/data" class="footer-help">
              {ui.footer.openData}
            </A>
          </nav>
        )}
        <form class="ms-auto" action={href(base, '/bahasa')} method="post">
          <input type="hidden" name="ke" value={`${base}${path}${query}` || '/'} />
          <button type="submit" class="footer-help min-h-11" name="pilih" value={other} lang={other}>
            {ui.languages[other]}
          </button>
        </form>
      </div>
    </footer>
  );
}
