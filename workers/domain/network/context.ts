import type { Curve, SwmmModel, TimeSeries } from '../../../src/city/inp/swmm/index.ts';
import { FLOW_UNITS, FOOT_M } from '../../../src/city/inp/units.ts';
import type { Series } from '../../drainage/index.ts';

/** A model while it is turned into a network: look-ups by name, and what has to be said. */
export interface Turning {
  readonly model: SwmmModel;
  readonly warnings: string[];
  readonly curve: (id: string) => Curve;
  /** The series times a factor; equal ones are one object, which the engine looks up once. */
  readonly series: (id: string, unit?: number) => Series;
  /** Metres and m³/s of one unit of the file, for what is stated in its units. */
  readonly unitM: number;
  readonly unitM3s: number;
}

export function turning(model: SwmmModel): Turning {
  const byId = <T extends { readonly id: string }>(things: readonly T[]): Map<string, T> =>
    new Map(things.map((thing) => [thing.id, thing]));
  const curves = byId(model.curves);
  const series = byId(model.series);
  const scaled = new Map<string, Series>();
  const flow = FLOW_UNITS[model.options.flowUnits];
  const missing: TimeSeries = { id: '', timesS: [], values: [], file: undefined };
  return {
    model,
    warnings: [],
    unitM: flow.us ? FOOT_M : 1,
    unitM3s: flow.m3s,
    curve: (id) => curves.get(id) ?? { id, type: 'RATING', x: [], y: [] },
    series: (id, unit = 1) => {
      const key = `${unit} ${id}`;
      const known = scaled.get(key);
      if (known) return known;
      const { timesS, values } = series.get(id) ?? missing;
      const made = { timesS, values: unit === 1 ? values : values.map((value) => value * unit) };
      scaled.set(key, made);
      return made;
    },
  };
}
