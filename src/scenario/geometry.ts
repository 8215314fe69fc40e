import * as v from 'valibot';
import type { Position } from '../city/types.ts';
import { finite, type Gives, list, oneOf, say, strict } from './check.ts';

/**
 * GeoJSON geometries inside a scenario: x, y in the City's CRS. A height after x, y is dropped and an open ring is
 * closed, because files drawn by hand have both; `bbox` and `crs`, which other programs add, are let through.
 */
const position = v.pipe(
  list(finite),
  v.minLength(2, say('expected a position [x, y]', 'cần tọa độ [x, y]')),
  v.maxLength(4, say('expected a position [x, y]', 'cần tọa độ [x, y]')),
  v.transform(([x, y]): Position => [x, y]),
);
const line = v.pipe(
  list(position),
  v.minLength(2, say('expected a line of at least 2 positions', 'đường cần ít nhất 2 điểm')),
);
const ring = v.pipe(
  list(position),
  v.transform((positions): Position[] => {
    const [first, last] = [positions[0], positions[positions.length - 1]];
    return first === undefined || (first[0] === last[0] && first[1] === last[1]) ? positions : [...positions, first];
  }),
  v.check(
    (positions) => positions.length >= 4,
    say('expected a ring of at least 3 different positions', 'vùng cần ít nhất 3 điểm khác nhau'),
  ),
);
const rings = v.pipe(list(ring), v.minLength(1, say('expected at least one ring', 'vùng cần ít nhất một vòng')));

const geo = <const T extends string, S extends v.GenericSchema>(type: T, coordinates: S) =>
  v.pipe(
    strict({
      type: v.literal(type, say(`expected a ${type}`, `cần hình kiểu ${type}`)),
      coordinates,
      bbox: v.optional(v.unknown()),
      crs: v.optional(v.unknown()),
    }),
    // Only what the contract knows is kept.
    v.transform((value) => ({ type: value.type as T, coordinates: value.coordinates as v.InferOutput<S> })),
  );

export const point = geo('Point', position);
export const lineString = geo('LineString', line);
export const polygon = geo('Polygon', rings);
const multiPoint = geo('MultiPoint', list(position));
const multiLineString = geo('MultiLineString', list(line));
const multiPolygon = geo('MultiPolygon', list(rings));

type Typed = { readonly type?: unknown };
/** Picks the schema by `type`, so that a message speaks of the geometry that was meant. */
const byType = <S extends Record<string, v.GenericSchema>>(schemas: S) => {
  const names = Object.keys(schemas) as [string, ...string[]];
  const wrongType = v.looseObject(
    { type: oneOf(names) },
    say(`expected a ${names.join(' or ')}`, `cần hình kiểu ${names.join(', ')}`),
  );
  return v.lazy((input): Gives<v.InferOutput<S[keyof S]>> => {
    const type = (input as Typed | null)?.type;
    const schema = typeof type === 'string' && Object.hasOwn(schemas, type) ? schemas[type] : wrongType;
    return schema as Gives<v.InferOutput<S[keyof S]>>;
  });
};

export const area = byType({ Polygon: polygon, MultiPolygon: multiPolygon });
export const path = byType({ LineString: lineString });
export const spot = byType({ Point: point });
/** A bare [x, y] as a Point. */
export const bareSpot = v.pipe(
  v.unknown(),
  v.transform((coordinates) => ({ type: 'Point', coordinates })),
  spot,
);
export const spotOrPath = byType({ Point: point, LineString: lineString });
export const anyGeometry = byType({
  Point: point,
  MultiPoint: multiPoint,
  LineString: lineString,
  MultiLineString: multiLineString,
  Polygon: polygon,
  MultiPolygon: multiPolygon,
});

/** A word (`all`, a city.water id) or a geometry. */
export const wordOr = <W extends v.GenericSchema<unknown, string>, S extends v.GenericSchema>(words: W, geometry: S) =>
  v.lazy(
    (input): Gives<v.InferOutput<W> | v.InferOutput<S>> =>
      (typeof input === 'string' ? words : geometry) as Gives<v.InferOutput<W> | v.InferOutput<S>>,
  );
