import type { Reading } from './context.ts';
import { both, type Field, FLOW, ignored, keyword, optionalRef, quantity, record, ref } from './fields.ts';
import { readRow, type Table } from './table.ts';
import type { DryWeatherFlow, Inflow } from './types.ts';

/** A name that may be missing in the middle of a row: SWMM takes `*` there for a name, but empty quotes for nothing. */
const quoted = (field: Field<string | undefined>): Field<string | undefined> => ({
  ...field,
  write: (value, scale, before) => (value === undefined ? ['""'] : field.write(value, scale, before)),
});
const flowWord: Field<object> = {
  read: (cursor) => {
    keyword(['FLOW']).read(cursor);
    return {};
  },
  write: () => ['FLOW'],
};
const kindOfFlow: Field<object> = { ...ignored(2), write: () => ['FLOW', '1'] };

/** `node FLOW series (FLOW 1 scale baseline pattern)`. */
export const INFLOWS: Table<Inflow> = {
  section: 'INFLOWS',
  least: [3, 'node, FLOW and a time series'],
  row: both(
    both(record({ node: ref('node') }), flowWord),
    both(
      record({ series: quoted(optionalRef('time series')) }),
      both(
        kindOfFlow,
        record({
          seriesUnitM3s: quantity('scale factor', FLOW, FLOW),
          baselineM3s: quantity('baseline', FLOW, 0),
          pattern: optionalRef('pattern'),
        }),
      ),
    ),
  ),
  heading: 'Node Constituent TimeSeries Type Mfactor Sfactor Baseline Pattern',
};

const patterns: Field<readonly string[]> = {
  read: (cursor) => {
    const names: string[] = [];
    for (const end = Math.min(cursor.at + 4, cursor.row.count); cursor.at < end; ) {
      const name = optionalRef('pattern').read(cursor);
      if (name !== undefined) names.push(name);
    }
    return names;
  },
  write: (names, scale, before) => names.flatMap((name) => ref('pattern').write(name, scale, before)),
};
export const DRY_WEATHER: Table<DryWeatherFlow> = {
  section: 'DWF',
  least: [3, 'node, FLOW and mean flow'],
  row: both(both(record({ node: ref('node') }), flowWord), record({ meanM3s: quantity('mean flow', FLOW), patterns })),
  heading: 'Node Constituent Baseline Patterns',
};

/** Rows of flow; those of pollutants are told. Of two rows for one node the later one holds, as in SWMM. */
function readFlows<T extends { readonly node: string }>(reading: Reading, table: Table<T>): T[] {
  const flows = new Map<string, T>();
  for (const row of reading.rows(table.section)) {
    if (
      row
        .need(...table.least)
        .upper(1)
        .startsWith('FLOW')
    ) {
      const flow = readRow(reading, table, row);
      flows.set(flow.node, flow);
    } else reading.leaveOut(row, 'inflow of pollutants', 'dòng vào mang chất ô nhiễm');
  }
  return [...flows.values()];
}
export const readInflows = (reading: Reading): Inflow[] => readFlows(reading, INFLOWS);
export const readDryWeather = (reading: Reading): DryWeatherFlow[] => readFlows(reading, DRY_WEATHER);
