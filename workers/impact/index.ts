export { assess, totalOf } from './assess.ts';
export * from './assumptions.ts';
export * from './benefit.ts';
export * from './compare.ts';
export { damageShare, damageVnd } from './damage.ts';
export * from './evacuate.ts';
export { classOf, hazardClass, wetRoadSpeed } from './hazard.ts';
export { comparisonCsv, tablesOf } from './tables.ts';
export type * from './types.ts';
