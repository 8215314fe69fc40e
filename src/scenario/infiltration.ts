import * as v from 'valibot';
import { finite, type Gives, notNegative, positive, say, share, strict } from './check.ts';

/** How ground takes water in, in place of what the land layer says; see `Infiltration` of workers/flood/types.ts. */
const perviousShare = v.lazy(
  (input): Gives<'land' | number> =>
    (typeof input === 'string'
      ? v.picklist(['land'], say('expected "land" or a share from 0 to 1', 'cần "land" hoặc tỷ lệ từ 0 đến 1'))
      : share) as Gives<'land' | number>,
);
const common = { perviousShare: v.optional(perviousShare), abstractionMm: v.optional(notNegative) };

const curveNumberValue = v.pipe(
  finite,
  v.minValue(1, say('expected a curve number from 1 to 100', 'cần số đường cong từ 1 đến 100')),
  v.maxValue(100, say('expected a curve number from 1 to 100', 'cần số đường cong từ 1 đến 100')),
);

const model = v.variant('model', [
  /** Soils of the land layer; `wetness` is the share of their pores that is full at the start. */
  strict({ model: v.literal('land'), wetness: v.optional(share) }),
  strict({
    ...common,
    model: v.literal('greenAmpt'),
    suctionMm: notNegative,
    conductivityMmH: notNegative,
    deficit: share,
  }),
  v.pipe(
    strict({
      ...common,
      model: v.literal('horton'),
      initialMmH: notNegative,
      finalMmH: notNegative,
      decayPerH: positive,
    }),
    v.check(
      (value) => value.initialMmH >= value.finalMmH,
      say('expected initialMmH of at least finalMmH', 'initialMmH phải không nhỏ hơn finalMmH'),
    ),
  ),
  strict({
    ...common,
    model: v.literal('curveNumber'),
    curveNumber: curveNumberValue,
    abstractionShare: v.optional(share),
  }),
  strict({ ...common, model: v.literal('constant'), rateMmH: notNegative }),
]);

const word = v.picklist(
  ['land', 'none'],
  say('expected "land", "none", mm/h or a model', 'cần "land", "none", mm/h hoặc một mô hình'),
);

type Given = 'land' | 'none' | number | v.InferOutput<typeof model>;

export const infiltration = v.lazy(
  (input): Gives<Given> =>
    (typeof input === 'number'
      ? notNegative
      : input !== null && typeof input === 'object'
        ? model
        : word) as Gives<Given>,
);
