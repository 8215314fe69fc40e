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
  sameLength,
  say,
  strict,
  times,
  word,
} from './check.ts';
import { anyGeometry, area, wordOr } from './geometry.ts';
import { infiltration } from './infiltration.ts';
import { measureOrRemoval } from './measures.ts';
import { STORM_SHAPES } from './rain/shapes.ts';
import { bilingual } from './words.ts';
import { linkEntry, structureEntry } from './works.ts';

/** DESIGN §4.3 as one schema: types, validation and messages. Extensions: `note`, and `design` and `moving` of a rain entry. */
const optionalList = <S extends v.GenericSchema>(item: S) => v.optional(list(item));
const all = v.picklist(['all'], say('expected "all" or a polygon', 'cần "all" hoặc một vùng'));

/** The storm crosses the city from where it comes at this speed; the series is that of the first place. */
export const moving = strict({ fromDeg: finite, speedKmH: positive });

/** The parameters that a design storm was made from; the series beside it is what counts. */
export const design = strict({
  shape: oneOf(STORM_SHAPES),
  returnPeriodY: positive,
  durationS: positive,
  /** Place of the peak, share of the duration; Chicago and alternating block. */
  peakRatio: v.optional(v.pipe(finite, v.minValue(0), v.maxValue(1))),
  climatePct: v.optional(finite),
  stepS: positive,
  idf: strict({ A: positive, C: finite, b: notNegative, n: positive }),
});

export const rainEntry = v.pipe(
  strict({
    area: v.optional(wordOr(all, area)),
    timesS: times,
    intensityMmH: list(notNegative),
    design: v.optional(design),
    moving: v.optional(moving),
  }),
  sameLength('timesS', 'intensityMmH'),
);
export const inflowEntry = v.pipe(
  strict({ id: word, at: anyGeometry, timesS: times, dischargeM3s: list(finite) }),
  sameLength('timesS', 'dischargeM3s'),
);
export const levelEntry = v.pipe(
  strict({ id: word, at: wordOr(word, anyGeometry), timesS: times, levelM: list(finite) }),
  sameLength('timesS', 'levelM'),
);
export const initialEntry = v.pipe(
  strict({
    at: v.optional(wordOr(word, anyGeometry)),
    levelM: v.optional(finite),
    depthM: v.optional(notNegative),
    depthTif: v.optional(word),
  }),
  exactlyOne('levelM', 'depthM', 'depthTif'),
);

const share = v.pipe(notNegative, v.maxValue(1, say('expected a share from 0 to 1', 'cần tỷ lệ từ 0 đến 1')));
const couplingKeys = {
  openingM2: v.optional(positive),
  perimeterM: v.optional(positive),
  weirC: v.optional(notNegative),
  submergedWeirC: v.optional(notNegative),
  orificeC: v.optional(notNegative),
  count: v.optional(positive),
  cloggedShare: v.optional(share),
};
export const coupling = strict({
  default: v.optional(strict(couplingKeys)),
  roofs: v.optional(strict({ share, reachM: v.optional(positive) })),
  gullies: v.optional(strict({ ...couplingKeys, spacingM: v.optional(positive) })),
  nodes: v.optional(
    v.record(v.string(), strict(couplingKeys), say('expected an object by node id', 'cần đối tượng theo mã nút')),
  ),
});

const manning = v.pipe(
  finite,
  v.minValue(0, say('expected a Manning n from 0 to 5', 'cần hệ số Manning từ 0 đến 5')),
  v.maxValue(5, say('expected a Manning n from 0 to 5', 'cần hệ số Manning từ 0 đến 5')),
);
const roughness = v.lazy(
  (input): Gives<string | number> =>
    (typeof input === 'number'
      ? manning
      : v.pipe(
          v.string(say('expected "land", a Manning n or a GeoTIFF', 'cần "land", hệ số Manning hoặc GeoTIFF')),
          v.regex(
            /^land$|\.tiff?$/i,
            say('expected "land", a Manning n or a GeoTIFF', 'cần "land", hệ số Manning hoặc GeoTIFF'),
          ),
        )) as Gives<string | number>,
);

const differentIds = <T extends { id: string }>() =>
  v.check<T[], string>(
    (entries) => new Set(entries.map((entry) => entry.id)).size === entries.length,
    say('expected ids that differ', 'mã không được trùng nhau'),
  );

export const scenarioSchema = v.pipe(
  strict({
    format: v.literal('twin-scenario/1', say('expected "twin-scenario/1"', 'cần "twin-scenario/1"')),
    id: word,
    name: v.optional(bilingual),
    /** For people: what is measured, what is shaped or assumed. */
    note: v.optional(bilingual),
    parent: v.optional(v.nullable(word)),
    durationS: v.optional(positive),
    outputEveryS: v.optional(positive),
    cellSizeM: v.optional(positive),
    solver: v.optional(oneOf(['inertial', 'full', 'auto'])),
    rain: optionalList(rainEntry),
    inflows: v.optional(v.pipe(list(inflowEntry), differentIds())),
    levels: v.optional(v.pipe(list(levelEntry), differentIds())),
    edges: v.optional(oneOf(['closed', 'open'])),
    initial: optionalList(initialEntry),
    roughness: v.optional(roughness),
    infiltration: v.optional(infiltration),
    drainage: v.optional(flag),
    coupling: v.optional(coupling),
    buildings: v.optional(oneOf(['block', 'ignore'])),
    links: v.optional(v.pipe(list(linkEntry), differentIds())),
    structures: v.optional(v.pipe(list(structureEntry), differentIds())),
    measures: v.optional(v.pipe(list(measureOrRemoval), differentIds())),
    gauges: v.optional(v.pipe(list(strict({ id: word, x: finite, y: finite })), differentIds())),
  }),
  v.forward(
    v.check(
      (scenario) => scenario.durationS !== undefined || typeof scenario.parent === 'string',
      say('missing key', 'thiếu khóa'),
    ),
    ['durationS'],
  ),
);
