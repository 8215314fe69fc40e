import { inUnits } from '../units.ts';
import type { Reading, Scale } from './context.ts';
import {
  derived,
  type Field,
  keyword,
  length,
  number,
  optionalRef,
  PERCENT,
  quantity,
  RAIN,
  record,
  ref,
  spell,
  text,
  variant,
} from './fields.ts';
import { readInfiltration } from './infiltration.ts';
import { readRow, readTable, type Table } from './table.ts';
import { duration } from './times.ts';
import type {
  Evaporation,
  EvaporationSource,
  InfiltrationMethod,
  RainGage,
  RainSource,
  Subcatchment,
} from './types.ts';

export const GAGES: Table<RainGage> = {
  section: 'RAINGAGES',
  least: [6, 'name, format, interval, snow catch, TIMESERIES or FILE, and its name'],
  row: record<RainGage>({
    id: ref('rain gage'),
    format: keyword(['INTENSITY', 'VOLUME', 'CUMULATIVE']),
    intervalS: duration,
    snowCatch: number('snow catch factor'),
    source: variant<RainSource, 'type'>('type', {
      TIMESERIES: record({ series: ref('time series'), unitMm: derived(({ units }) => RAIN(units)) }),
      FILE: record({ name: text('name of a file'), station: text('name of a station'), units: text('IN or MM') }),
    }),
  }),
  heading: 'Name Format Interval SCF Source',
};

export function readGages(reading: Reading): RainGage[] {
  for (const row of reading.rows('RAINGAGES'))
    if (row.upper(4) === 'FILE') reading.leaveOut(row, 'rain from a file', 'mưa lấy từ tệp');
  return readTable(reading, GAGES);
}

const twelve: Field<readonly number[]> = {
  read: (cursor) => Array.from({ length: 12 }, () => quantity('a value for each month', RAIN).read(cursor)),
  write: (values, scale) => values.map((value) => inUnits(value, RAIN(scale.units))),
};
const SOURCES = variant<EvaporationSource, 'type'>('type', {
  CONSTANT: record({ mmDay: quantity('evaporation', RAIN) }),
  MONTHLY: record({ mmDay: twelve }),
  TIMESERIES: record({ series: ref('time series'), seriesUnitMmDay: derived(({ units }) => RAIN(units)) }),
  TEMPERATURE: record<object>({}),
  FILE: record<object>({}),
});

export function readEvaporation(reading: Reading): Evaporation {
  let evaporation: Evaporation = {
    source: { type: 'CONSTANT', mmDay: 0 },
    recoveryPattern: undefined,
    dryOnly: false,
  };
  for (const row of reading.rows('EVAPORATION')) {
    const kind = row.upper(0);
    if (kind === 'RECOVERY') evaporation = { ...evaporation, recoveryPattern: reading.refer(row, 1, 'pattern') };
    else if (kind === 'DRY_ONLY')
      evaporation = { ...evaporation, dryOnly: keyword(['YES', 'NO']).read({ row, reading, at: 1 }) === 'YES' };
    else {
      const source = SOURCES.read({ row, reading, at: 0 });
      if (source.type === 'FILE' || source.type === 'TEMPERATURE')
        reading.leaveOut(row, 'evaporation from a climate file', 'bốc hơi lấy từ tệp khí hậu');
      evaporation = { ...evaporation, source };
    }
  }
  return evaporation;
}

export function writeEvaporation({ source, recoveryPattern, dryOnly }: Evaporation, scale: Scale): string[] {
  return [
    SOURCES.write(source, scale, []).join(' '),
    ...(recoveryPattern === undefined ? [] : [`RECOVERY ${spell(recoveryPattern)}`]),
    `DRY_ONLY ${dryOnly ? 'YES' : 'NO'}`,
  ];
}

type Ground = Pick<
  Subcatchment,
  'id' | 'gage' | 'outlet' | 'areaM2' | 'imperviousShare' | 'widthM' | 'slope' | 'curbLengthM'
>;
export const SUBCATCHMENTS: Table<Ground> = {
  section: 'SUBCATCHMENTS',
  least: [7, 'name, rain gage, outlet, area, % impervious, width and % slope'],
  row: record<Ground>({
    id: ref('subcatchment'),
    gage: optionalRef('rain gage'),
    outlet: ref('node', 'subcatchment'),
    areaM2: quantity('area', ({ landM2 }) => landM2),
    imperviousShare: quantity('% impervious', PERCENT),
    widthM: length('width'),
    slope: quantity('% slope', PERCENT),
    curbLengthM: length('kerb length', 0),
  }),
  heading: 'Name RainGage Outlet Area %Imperv Width %Slope CurbLen',
};

type Surface = Pick<
  Subcatchment,
  | 'id'
  | 'imperviousManning'
  | 'perviousManning'
  | 'imperviousStorageMm'
  | 'perviousStorageMm'
  | 'zeroStorageShare'
  | 'routeTo'
  | 'routedShare'
>;
const ROUTES = { OUTLET: 'OUTLET', IMPERV: 'IMPERVIOUS', PERV: 'PERVIOUS' } as const;
const routeTo: Field<Subcatchment['routeTo']> = {
  read: (cursor) => ROUTES[keyword(['OUTLET', 'IMPERV', 'PERV'], 'OUTLET').read(cursor)],
  write: (value) => [value],
};
export const SUBAREAS: Table<Surface> = {
  section: 'SUBAREAS',
  least: [6, 'subcatchment, two roughnesses, two depression storages and % without storage'],
  row: record<Surface>({
    id: ref('subcatchment'),
    imperviousManning: number('roughness of impervious ground'),
    perviousManning: number('roughness of pervious ground'),
    imperviousStorageMm: quantity('storage of impervious ground', RAIN),
    perviousStorageMm: quantity('storage of pervious ground', RAIN),
    zeroStorageShare: quantity('% without storage', PERCENT),
    routeTo,
    routedShare: quantity('% routed', PERCENT, 1),
  }),
  heading: 'Subcatchment N-Imperv N-Perv S-Imperv S-Perv %Zero RouteTo %Routed',
};
const BARE: Omit<Surface, 'id'> = {
  imperviousManning: 0,
  perviousManning: 0,
  imperviousStorageMm: 0,
  perviousStorageMm: 0,
  zeroStorageShare: 0,
  routeTo: 'OUTLET',
  routedShare: 1,
};

/** Subcatchments with what the three sections say about each. */
export function readSubcatchments(reading: Reading, usual: InfiltrationMethod): Subcatchment[] {
  const surfaces = new Map(readTable(reading, SUBAREAS).map((row) => [row.id, row]));
  const soils = readInfiltration(reading, usual);
  return reading.rows('SUBCATCHMENTS').map((row) => {
    const ground = readRow(reading, SUBCATCHMENTS, row);
    if (row.has(8)) reading.leaveOut(row, 'snow packs', 'lớp tuyết');
    return { ...BARE, ...surfaces.get(ground.id), ...ground, infiltration: soils.get(ground.id) };
  });
}
