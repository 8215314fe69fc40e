import { InputError } from '../../src/city/errors.ts';
import { ASSUMPTIONS, type Assumptions, DAMAGE_CLASSES, ROAD_USERS } from './assumptions.ts';

/** A part of the assumptions that a person may change: its place, such as `roadLimitM.car` or `curves.public.3`. */
export type AssumptionPath = string;

interface Range {
  readonly least: number;
  readonly most: number;
}
const DEPTH: Range = { least: 0.01, most: 5 };
const SHARE: Range = { least: 0, most: 1 };
const MONEY: Range = { least: 0, most: 1e12 };

/** Every number that may be changed, and what it may be. */
const RANGES: Readonly<Record<AssumptionPath, Range>> = {
  floodedM: DEPTH,
  affectedM: DEPTH,
  pedestrianM2S: { least: 0.05, most: 5 },
  plinthM: { least: 0, most: 3 },
  floorAreaPerPersonM2: { least: 1, most: 500 },
  facilityM: DEPTH,
  lampM: DEPTH,
  cabinetM: DEPTH,
  treeH: { least: 0.1, most: 1000 },
  discountRate: { least: 0, most: 0.5 },
  lifeYears: { least: 1, most: 200 },
  upkeepShare: SHARE,
  ...Object.fromEntries(ROAD_USERS.map((user) => [`roadLimitM.${user}`, DEPTH])),
  ...Object.fromEntries(DAMAGE_CLASSES.map((use) => [`valueVndM2.${use}`, MONEY])),
  ...Object.fromEntries(
    DAMAGE_CLASSES.flatMap((use) => ASSUMPTIONS.curveDepthsM.map((_, k) => [`curves.${use}.${k}`, SHARE])),
  ),
};

/** Places of all numbers that may be changed. */
export const ASSUMPTION_PATHS: readonly AssumptionPath[] = Object.keys(RANGES);

/** Changed numbers by their places: what is kept, sent and written of a person's own assumptions. */
export type AssumptionPatch = Readonly<Record<AssumptionPath, number>>;

/** The number at a place. */
export function assumptionAt(assumed: Assumptions, path: AssumptionPath): number {
  return path.split('.').reduce<unknown>((part, key) => (part as Record<string, unknown>)[key], assumed) as number;
}

/**
 * The published assumptions with some numbers changed.
 *
 * @param name of the file or form, for its errors
 * @throws InputError naming the place, what was expected and what was found
 */
export function withAssumptions(patch: AssumptionPatch, name: string): Assumptions {
  const assumed = structuredClone(ASSUMPTIONS) as Assumptions;
  for (const [path, value] of Object.entries(patch)) {
    const range = RANGES[path];
    if (!range) {
      throw new InputError(
        'impact.assumption',
        `${name}: expected one of ${ASSUMPTION_PATHS.slice(0, 4).join(', ')} … roadLimitM.car … curves.residential.1, found "${path}".`,
        `${name}: không có giả định "${path}".`,
      );
    }
    const { least, most } = range;
    if (typeof value !== 'number' || !(value >= least && value <= most)) {
      throw new InputError(
        'impact.assumption',
        `${name}: ${path}: expected a number from ${least} to ${most}, found ${JSON.stringify(value)}.`,
        `${name}: ${path}: cần số từ ${least} đến ${most}, gặp ${JSON.stringify(value)}.`,
      );
    }
    set(assumed, path, value);
  }
  for (const use of DAMAGE_CLASSES) {
    const falls = assumed.curves[use].findIndex((share, k, all) => k > 0 && share < all[k - 1]);
    if (falls < 0) continue;
    const at = assumed.curveDepthsM[falls];
    throw new InputError(
      'impact.assumption',
      `${name}: curves.${use}: expected shares that do not fall with depth, found ${assumed.curves[use][falls]} at ${at} m after ${assumed.curves[use][falls - 1]}.`,
      `${name}: curves.${use}: tỷ lệ hư hại không được giảm theo độ sâu, ở ${at} m.`,
    );
  }
  return assumed;
}

function set(assumed: Assumptions, path: AssumptionPath, value: number): void {
  const keys = path.split('.');
  const last = keys.pop() as string;
  const owner = keys.reduce<unknown>((part, key) => (part as Record<string, unknown>)[key], assumed);
  (owner as Record<string, number>)[last] = value;
}

/** Reads a file of changed numbers: `{ "roadLimitM.car": 0.25 }`. @throws InputError */
export function readAssumptions(text: string, name: string): AssumptionPatch {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    parsed = undefined;
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new InputError(
      'impact.assumption',
      `${name}: expected JSON such as { "roadLimitM.car": 0.25 }.`,
      `${name}: cần JSON như { "roadLimitM.car": 0.25 }.`,
    );
  }
  const patch = parsed as AssumptionPatch;
  withAssumptions(patch, name);
  return patch;
}
