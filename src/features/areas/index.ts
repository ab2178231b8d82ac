export { loadAreas } from './area.acts.ts';
export { areaByCode, areaChain, areasWithin, districtsOf, searchAreas, villagesOf } from './area.queries.ts';
export {
  type Area,
  type AreaKind,
  areaCode,
  chainName,
  districtOf,
  isAreaCode,
  isWithin,
  kindOfArea,
  levelOf,
  titleOf,
} from './area.ts';
export { areaSource } from './source.ts';
