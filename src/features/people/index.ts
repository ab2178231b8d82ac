export { personFace } from './face.ts';
export { firstOfficeInput, type HolderKind, holderKinds, type Role, roles } from './office.ts';
export { handOver } from './offices.acts.ts';
export { heldOffices, type OfficeWithHolders } from './offices.queries.ts';
export { addPerson, type HandedAccount } from './people.acts.ts';
export { personInput } from './person.ts';
export { peopleRoutes } from './routes.tsx';
export { actingTitle, officeTitle, regionHeadTitle } from './title.ts';
export { type CreatedUser, type UserToCreate, userCreate, WrongUser } from './user-create.acts.ts';
