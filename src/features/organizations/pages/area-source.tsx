import { areaSource } from '#features/areas/index.ts';
import { A, useMessages } from '#ui/index.ts';

/** The list of areas is under ODbL: its name and licence stand wherever it is shown. */
export function AreaSource() {
  const { organizations } = useMessages();
  return (
    <p class="mt-6 text-sm text-tinta-2">
      {organizations.area.source} <A to={areaSource.href}>{areaSource.name}</A>,{' '}
      <A to={areaSource.licenceHref} rel="license">
        {areaSource.licence}
      </A>
      .
    </p>
  );
}
