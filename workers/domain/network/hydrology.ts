import type {
  LidControl,
  LidType,
  LidUse,
  RainGage,
  Subcatchment,
  Infiltration as SwmmInfiltration,
} from '../../../src/city/inp/swmm/index.ts';
import type { Catchment, Gauge, Hydrology, Infiltration, LidDesign, LidUnit } from '../../drainage/index.ts';
import type { Turning } from './context.ts';

/** Longest step of the catchments, s. */
const STEP_MOST_S = 60;

/** Rain, ground and measures of a model. */
export function hydrologyOf(turning: Turning): Hydrology {
  const { model, warnings } = turning;
  const { options, evaporation } = model;
  const known = new Set([...model.nodes.map(({ id }) => id), ...model.subcatchments.map(({ id }) => id)]);
  const catchments = model.subcatchments.map((one) => catchmentOf(turning, one, known));
  if (catchments.length > 0 && evaporation.source.type === 'TIMESERIES')
    warnings.push('[EVAPORATION] TIMESERIES: no evaporation is computed.');
  return {
    gauges: options.ignoreRainfall ? [] : model.gages.map((gage) => gaugeOf(turning, gage)),
    catchments,
    evaporationMmDay: evaporationOf(turning),
    evaporatesWhenDryOnly: evaporation.dryOnly,
    stepS: Math.min(STEP_MOST_S, options.wetStepS > 0 ? options.wetStepS : STEP_MOST_S),
    startMs: Date.parse(`${options.start}Z`),
  };
}

function evaporationOf({ model }: Turning): readonly number[] {
  const { source } = model.evaporation;
  if (source.type === 'CONSTANT') return [source.mmDay];
  return source.type === 'MONTHLY' ? source.mmDay : [0];
}

/** Intensities of a gage, whatever its series states. */
function gaugeOf({ series, warnings }: Turning, gage: RainGage): Gauge {
  const { id, format, intervalS, source } = gage;
  if (source.type === 'FILE') {
    warnings.push(`Rain gage ${id}: no rain, its series is in file ${source.name}.`);
    return { id, intervalS, series: { timesS: [], values: [] } };
  }
  const { timesS, values } = series(source.series);
  const perHour = 3600 / intervalS;
  let before = 0;
  const intensities = Array.from(values, (value) => {
    if (format === 'INTENSITY') return value * source.unitMm;
    // A cumulative gage that falls has begun a new storm.
    const depth = format === 'VOLUME' ? value : value >= before ? value - before : value;
    before = value;
    return depth * source.unitMm * perHour;
  });
  return { id, intervalS, series: { timesS, values: intensities } };
}

const ROUTES = { OUTLET: 'outlet', IMPERVIOUS: 'impervious', PERVIOUS: 'pervious' } as const;

function catchmentOf(turning: Turning, one: Subcatchment, known: ReadonlySet<string>): Catchment {
  const { model, warnings } = turning;
  if (!known.has(one.outlet)) warnings.push(`Subcatchment ${one.id}: its outlet ${one.outlet} is not there.`);
  return {
    id: one.id,
    outlet: known.has(one.outlet) ? one.outlet : one.id,
    ...(one.gage !== undefined && { gauge: one.gage }),
    areaM2: one.areaM2,
    widthM: one.widthM,
    slope: one.slope,
    imperviousShare: one.imperviousShare,
    flatShare: one.zeroStorageShare,
    imperviousManning: one.imperviousManning,
    perviousManning: one.perviousManning,
    imperviousHollowMm: one.imperviousStorageMm,
    perviousHollowMm: one.perviousStorageMm,
    routeTo: ROUTES[one.routeTo],
    routedShare: one.routedShare,
    ...(one.infiltration && { infiltration: infiltrationOf(one.infiltration) }),
    lids: model.lidUses
      .filter(({ subcatchment }) => subcatchment === one.id)
      .flatMap((use) => {
        const control = model.lidControls.find(({ id }) => id === use.control);
        if (!control) warnings.push(`Subcatchment ${one.id}: LID ${use.control} is not there.`);
        return control ? [unitOf(turning, use, control)] : [];
      }),
  };
}

function infiltrationOf(ground: SwmmInfiltration): Infiltration {
  switch (ground.method) {
    case 'HORTON':
    case 'MODIFIED_HORTON':
      return {
        method: ground.method === 'HORTON' ? 'horton' : 'modifiedHorton',
        mostMmH: ground.maxMmH,
        leastMmH: ground.minMmH,
        decayPerH: ground.decayPerH,
        dryingDays: ground.dryingDays,
        mostMm: ground.maxVolumeMm,
      };
    case 'CURVE_NUMBER':
      return { method: 'curveNumber', curveNumber: ground.curveNumber, dryingDays: ground.dryingDays };
    default: {
      const { suctionMm, conductivityMmH, deficit } = ground;
      const method = ground.method === 'GREEN_AMPT' ? 'greenAmpt' : 'modifiedGreenAmpt';
      return { method, suctionMm, conductivityMmH, deficit };
    }
  }
}

const KINDS: Readonly<Record<LidType, LidDesign['kind']>> = {
  BC: 'bioretention',
  RG: 'rainGarden',
  GR: 'greenRoof',
  IT: 'trench',
  PP: 'pavement',
  RB: 'barrel',
  RD: 'roof',
  VS: 'swale',
};

/** A drain's control curve, with heads in mm. */
function controlOf(
  { curve, unitM }: Turning,
  id: string | undefined,
): Pick<NonNullable<LidDesign['drain']>, 'factorOfHeadMm'> {
  if (id === undefined) return {};
  const { x, y } = curve(id);
  // Heads of such files are in inches or mm.
  const mm = unitM === 1 ? 1 : 25.4;
  return { factorOfHeadMm: { x: x.map((head) => head * mm), y } };
}

function unitOf(turning: Turning, use: LidUse, control: LidControl): LidUnit {
  const { surface, pavement, soil, storage, drain, drainMat } = control;
  return {
    design: {
      kind: KINDS[control.type],
      ...(surface && { surface }),
      ...(pavement && {
        pavement: {
          ...pavement,
          cleaning: { everyDays: pavement.regenerationDays, share: pavement.regenerationShare },
        },
      }),
      ...(soil && { soil }),
      ...(storage && { storage }),
      ...(drain && { drain: { ...drain, ...controlOf(turning, drain.curve) } }),
      ...(drainMat && { drainMat }),
    },
    count: use.count,
    areaM2: use.areaM2,
    widthM: use.widthM,
    initialSaturation: use.initialSaturation,
    fromImperviousShare: use.fromImperviousShare,
    fromPerviousShare: use.fromPerviousShare,
    toPervious: use.toPervious,
    ...(use.drainTo !== undefined && { drainTo: use.drainTo }),
  };
}
