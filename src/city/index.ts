export { InputError } from './errors.ts';
export { type Fetch, memoryFiles, urlFiles, zipFiles } from './files.ts';
export type { CityManifest, CitySource, CityWater, Coupling } from './manifest.ts';
export { type OpenOptions, openCity } from './open.ts';
export { saveCity } from './save.ts';
export type * from './types.ts';
