import * as v from 'valibot';
import {
  exactlyOne,
  finite,
  flag,
  type Gives,
  notNegative,
  positive,
  say,
  share,
  strict,
  times,
  word,
} from './check.ts';
import { anyGeometry, bareSpot, path } from './geometry.ts';
import { oneOrMany, openingsMatch, openShare } from './measures.ts';
import { bilingual } from './words.ts';

/** What is narrower than a cell and rules the water all the same: culverts and bridges, weirs and gates. */
type Place = v.InferOutput<typeof anyGeometry>;

/** A geometry or [x, y]. */
const place = v.lazy((input): Gives<Place> => (Array.isArray(input) ? bareSpot : anyGeometry) as Gives<Place>);

const common = { id: word, name: v.optional(bilingual) };

const link = <const K extends string>(kind: K) =>
  v.pipe(
    strict({
      ...common,
      kind: v.literal(kind),
      /** From its first position to its last; or the two ends apart. */
      geometry: v.optional(path),
      from: v.optional(place),
      to: v.optional(place),
      fromInvertM: v.optional(finite),
      toInvertM: v.optional(finite),
      diameterM: v.optional(positive),
      widthM: v.optional(positive),
      heightM: v.optional(positive),
      barrels: v.optional(v.pipe(positive, v.integer(say('expected a whole number', 'cần số nguyên')))),
      lengthM: v.optional(positive),
      manning: v.optional(notNegative),
      entranceLoss: v.optional(notNegative),
      exitLoss: v.optional(notNegative),
      flap: v.optional(flag),
    }),
    v.check(
      ({ geometry, from, to }) => (geometry === undefined) === (from !== undefined && to !== undefined),
      say('expected a geometry, or from and to', 'cần geometry, hoặc from và to'),
    ),
    exactlyOne('diameterM', 'heightM'),
    v.check(
      ({ heightM, widthM }) => (heightM === undefined) === (widthM === undefined),
      say('expected diameterM, or widthM with heightM', 'cần diameterM, hoặc widthM cùng heightM'),
    ),
  );
export const linkEntry = v.variant('kind', [link('culvert'), link('bridge')]);

const line = { ...common, geometry: path, coefficient: v.optional(positive), widthShare: v.optional(share) };

export const structureEntry = v.variant('kind', [
  strict({ ...line, kind: v.literal('weir'), crestLevelM: oneOrMany }),
  v.pipe(
    strict({
      ...line,
      kind: v.literal('gate'),
      sillLevelM: finite,
      /** Of the opening when it is wide open. */
      heightM: positive,
      timesS: v.optional(times),
      /** Wide open where it is absent. */
      openShare: v.optional(openShare),
      /** Water above it flows over the gate; absent: none does. */
      crestLevelM: v.optional(oneOrMany),
    }),
    openingsMatch(),
  ),
]);
