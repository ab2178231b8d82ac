import { A, useMessages } from '#ui/index.ts';
import type { Basis } from '../basis.queries.ts';

/** "Dikembangkan dari Bank Sampah · Desa Muara Bakti". */
export function BasisLine({ basis }: { basis: Basis }) {
  const { similar } = useMessages().innovations;
  return (
    <p class="mt-2">
      {`${similar.builtFrom} `}
      <BasisLink basis={basis} />
    </p>
  );
}

/** What was archived has no public page to lead to. */
export function BasisLink({ basis }: { basis: Basis }) {
  const { similar } = useMessages().innovations;
  const owner = basis.organizationName && ` · ${basis.organizationName}`;
  if (!basis.isPublic) return <span>{`${basis.title}${owner} (${similar.gone})`}</span>;
  return (
    <>
      <A to={`/inovasi/${basis.id}`}>{basis.title}</A>
      {owner}
    </>
  );
}
