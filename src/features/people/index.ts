export { personFace, titleOfOffice } from './face.ts';
export { type HolderKind, isRole, type Role, roles } from './office.ts';
export { appoint, endAppointment, handOver } from './offices.acts.ts';
export { heldOffices, type OfficeWithHolders, officesOfOrganization, tenantsOf } from './offices.queries.ts';
export { addPerson, createPerson } from './people.acts.ts';
export { peopleOfTenant } from './people.queries.ts';
export { peopleRoutes } from './routes.tsx';
export { officeTitle } from './title.ts';
export { type CreatedUser, type UserToCreate, userCreate, WrongUser } from './user-create.acts.ts';
