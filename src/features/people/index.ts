export { personFace } from './face.ts';
export { type HolderKind, type Role, roles } from './office.ts';
export { handOver } from './offices.acts.ts';
export { heldOffices, type OfficeWithHolders } from './offices.queries.ts';
export { addPerson } from './people.acts.ts';
export { peopleRoutes } from './routes.tsx';
export { actingTitle, officeTitle, regionHeadTitle } from './title.ts';
export { type CreatedUser, type UserToCreate, userCreate, WrongUser } from './user-create.acts.ts';
