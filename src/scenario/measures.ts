import * as v from 'valibot';
import {
  exactlyOne,
  finite,
  flag,
  type Gives,
  list,
  notNegative,
  oneOf,
  positive,
  say,
  share,
  strict,
  times,
  word,
} from './check.ts';
import { area, bareSpot, path, polygon, spot, spotOrPath, wordOr } from './geometry.ts';
import { bilingual } from './words.ts';

/** Every measure of DESIGN §4.3 by `kind`, with its keys. A list along a line has one value a vertex, or is spread evenly. */
const common = { id: word, name: v.optional(bilingual), costVnd: v.optional(notNegative) };
const kind = <const K extends string>(name: K) => ({ ...common, kind: v.literal(name) });

export const oneOrMany = v.lazy(
  (input): Gives<number | number[]> =>
    Array.isArray(input)
      ? v.pipe(list(finite), v.minLength(1, say('expected at least one value', 'cần ít nhất một giá trị')))
      : finite,
);
/** A node id, a GeoJSON Point or [x, y]. */
const nodeOrPoint = v.lazy((input): Gives<string | v.InferOutput<typeof spot>> => {
  if (typeof input === 'string') return word as Gives<string>;
  if (Array.isArray(input)) return bareSpot as Gives<v.InferOutput<typeof spot>>;
  return spot as Gives<v.InferOutput<typeof spot>>;
});

const crest = {
  geometry: path,
  crestLevelM: v.optional(oneOrMany),
  heightM: v.optional(oneOrMany),
  widthM: v.optional(positive),
};
const window = { fromS: v.optional(finite), toS: v.optional(finite) };
/** Written at each use, so that the schema around it gives the type. */
const windowInOrder = <T extends { fromS?: number | undefined; toS?: number | undefined }>() =>
  v.check<T, string>(
    (value) => value.fromS === undefined || value.toS === undefined || value.toS > value.fromS,
    say('expected toS above fromS', 'toS phải lớn hơn fromS'),
  );

/** How far a gate is open: one share, or one for each of `timesS`. */
export const openShare = v.lazy((input): Gives<number | number[]> => (Array.isArray(input) ? list(share) : share));
export const openingsMatch = <
  T extends { openShare?: number | number[] | undefined; timesS?: number[] | undefined },
>() =>
  v.check<T, string>(
    (value) =>
      (Array.isArray(value.openShare) ? value.openShare.length : undefined) ===
      (value.timesS === undefined ? undefined : value.timesS.length),
    say(
      'expected one number in openShare, or timesS with as many values',
      'openShare cần một số, hoặc timesS cùng số giá trị',
    ),
  );

export const SURFACES = ['greenRoof', 'permeable', 'rainGarden', 'swale', 'trees'] as const;
export const PIPE_SHAPES = [
  'circular',
  'rectClosed',
  'rectOpen',
  'trapezoidal',
  'egg',
  'horseshoe',
  'arch',
  'filledCircular',
  'forceMain',
] as const;
export const INLET_TYPES = ['grate', 'curb', 'combination', 'slotted', 'open'] as const;

export const basin = strict({
  ...kind('basin'),
  geometry: polygon,
  floorLevelM: finite,
  sideSlope: v.optional(notNegative),
});
export const wall = v.pipe(strict({ ...kind('wall'), ...crest }), exactlyOne('crestLevelM', 'heightM'));
export const raisedRoad = v.pipe(strict({ ...kind('raisedRoad'), ...crest }), exactlyOne('crestLevelM', 'heightM'));
export const barrier = v.pipe(
  strict({ ...kind('barrier'), ...crest, ...window }),
  exactlyOne('crestLevelM', 'heightM'),
  windowInOrder(),
);
export const channel = v.pipe(
  strict({ ...kind('channel'), geometry: path, bedLevelM: oneOrMany, widthM: positive }),
  v.check(
    (value) => !Array.isArray(value.bedLevelM) || value.bedLevelM.length <= 2,
    say('expected one or two values in bedLevelM', 'bedLevelM cần một hoặc hai giá trị'),
  ),
);
export const ground = v.pipe(
  strict({ ...kind('ground'), geometry: area, levelM: v.optional(finite), changeM: v.optional(finite) }),
  exactlyOne('levelM', 'changeM'),
);
/** Ground floors of the buildings in an area, higher by so much: water does the less harm, it flows as before. */
export const floor = strict({ ...kind('floor'), geometry: area, raiseM: positive });
export const cover = strict({
  ...kind('cover'),
  geometry: area,
  surface: oneOf(SURFACES),
  share: v.optional(share),
  surfaceDepthM: v.optional(notNegative),
  soilDepthM: v.optional(notNegative),
  pavementDepthM: v.optional(notNegative),
  storageDepthM: v.optional(notNegative),
  drainDepthM: v.optional(notNegative),
});
export const pipe = v.pipe(
  strict({
    ...kind('pipe'),
    geometry: v.optional(path),
    link: v.optional(word),
    from: v.optional(nodeOrPoint),
    to: v.optional(nodeOrPoint),
    shape: v.optional(oneOf(PIPE_SHAPES)),
    diameterM: v.optional(positive),
    heightM: v.optional(positive),
    widthM: v.optional(positive),
    barrels: v.optional(v.pipe(positive, v.integer(say('expected a whole number', 'cần số nguyên')))),
    lengthM: v.optional(positive),
    manning: v.optional(positive),
    fromInvertM: v.optional(finite),
    toInvertM: v.optional(finite),
  }),
  v.check(
    (value) =>
      value.link !== undefined || (value.from !== undefined && value.to !== undefined) || value.geometry !== undefined,
    say('expected link (a change), or from and to (a new pipe)', 'cần link (sửa cống) hoặc from và to (cống mới)'),
  ),
);
export const node = v.pipe(
  strict({
    ...kind('node'),
    geometry: v.optional(spot),
    node: v.optional(word),
    rimLevelM: v.optional(finite),
    storageAreaM2: v.optional(positive),
    type: v.optional(oneOf(INLET_TYPES)),
    count: v.optional(notNegative),
    cloggedShare: v.optional(share),
  }),
  v.check(
    (value) => value.node !== undefined || value.geometry !== undefined,
    say('expected node (an id) or a Point', 'cần node (mã nút) hoặc một điểm'),
  ),
);
export const pump = v.pipe(
  strict({
    ...kind('pump'),
    geometry: v.optional(spotOrPath),
    from: v.optional(nodeOrPoint),
    to: v.optional(nodeOrPoint),
    capacityM3s: positive,
    onDepthM: v.optional(notNegative),
    offDepthM: v.optional(notNegative),
    ...window,
  }),
  v.check(
    (value) => value.from !== undefined || value.geometry !== undefined,
    say('expected from and to, or a geometry', 'cần from và to, hoặc hình học'),
  ),
  windowInOrder(),
);
export const gate = v.pipe(
  strict({
    ...kind('gate'),
    link: word,
    flap: v.optional(flag),
    timesS: v.optional(times),
    openShare: v.optional(openShare),
  }),
  openingsMatch(),
  v.check(
    (value) => value.flap !== undefined || value.openShare !== undefined,
    say('expected flap or openShare', 'cần flap hoặc openShare'),
  ),
);
export const drawdown = v.pipe(
  strict({
    ...kind('drawdown'),
    geometry: v.optional(wordOr(word, area)),
    /** The same thing by the name that other keys of a scenario use. */
    at: v.optional(wordOr(word, area)),
    levelM: finite,
  }),
  exactlyOne('geometry', 'at'),
  v.transform(({ at, geometry, ...rest }) => ({ ...rest, geometry: (geometry ?? at) as NonNullable<typeof at> })),
);

export const measure = v.variant('kind', [
  basin,
  wall,
  raisedRoad,
  barrier,
  channel,
  ground,
  floor,
  cover,
  pipe,
  node,
  pump,
  gate,
  drawdown,
]);
/** `{ "id": "m1", "remove": true }`: the parent's measure is left out. */
export const removal = strict({ id: word, remove: v.literal(true, say('expected true', 'cần true')) });

export const measureOrRemoval = v.lazy(
  (input): Gives<v.InferOutput<typeof measure> | v.InferOutput<typeof removal>> =>
    (input !== null && typeof input === 'object' && 'remove' in input && !('kind' in input)
      ? removal
      : measure) as Gives<v.InferOutput<typeof measure> | v.InferOutput<typeof removal>>,
);
