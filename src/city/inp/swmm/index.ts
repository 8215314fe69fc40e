export { editSwmm, type SwmmEdit, writeSwmm } from './edit/index.ts';
export { readModel } from './read.ts';
export type * from './types.ts';
export { writeModel } from './write.ts';
