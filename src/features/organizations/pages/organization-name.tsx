import { ExampleChip, useMessages } from '#ui/index.ts';
import type { Organization } from '../organization.ts';

/** Names of invented organisations carry the word themselves, for places without a chip: here the chip says it. */
export function plainName({ name }: Pick<Organization, 'name'>, example: string): string {
  const mark = ` (${example})`;
  return name.endsWith(mark) ? name.slice(0, -mark.length) : name;
}

/** The name, with the chip when the organisation was invented. */
export function OrganizationName({ organization }: { organization: Pick<Organization, 'name' | 'fictional'> }) {
  const { common } = useMessages();
  if (!organization.fictional) return <>{organization.name}</>;
  return (
    <>
      {plainName(organization, common.example)} <ExampleChip />
    </>
  );
}
