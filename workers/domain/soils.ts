import type { GreenAmpt } from '../../layers/hydraulics.ts';
import { type CoverProperties, hydraulics } from '../../layers/land/hydraulics.ts';
import type { ResolvedScenario } from '../../src/scenario/types.ts';
import type { Infiltration, Soil, Soils } from '../flood/types.ts';
import { coverField, type LandCover } from './cover.ts';

/** What the ground of each cell takes in: the least rate everywhere, and soils where capacity falls with time. */
export interface Ground {
  readonly infiltrationMmH: Float32Array;
  readonly soils: Soils | undefined;
}

/**
 * Infiltration of a scenario. By land: Green–Ampt on the pervious share of each class, after what its surface keeps; a
 * feature's own rate holds instead. A number or a model of the scenario holds on all ground, or, where the scenario
 * says so, on the pervious share of the land.
 */
export function infiltration(scenario: ResolvedScenario, land: LandCover | undefined, cells: number): Ground {
  const { infiltration: given } = scenario;
  const nothing = { infiltrationMmH: new Float32Array(cells), soils: undefined };
  if (given === 'none') return nothing;
  if (typeof given === 'number') return { ...nothing, infiltrationMmH: nothing.infiltrationMmH.fill(given) };
  if (given === 'land' || given.model === 'land') {
    const wetness = given === 'land' ? hydraulics.wetness : (given.wetness ?? hydraulics.wetness);
    if (!land) return nothing;
    return {
      infiltrationMmH: coverField(land, (cover) => cover.infiltrationMmH),
      soils: soilsByCover(land, (cover, soil) => ({
        infiltration: greenAmpt(soil, wetness),
        perviousShare: 1 - cover.imperviousShare,
        abstractionMm: cover.abstractionMm,
      })),
    };
  }
  const { perviousShare = 1, abstractionMm = 0, ...model } = given;
  if (perviousShare === 'land' && land) {
    return {
      infiltrationMmH: coverField(land, (cover) => (cover.ownRate ? cover.infiltrationMmH : 0)),
      soils: soilsByCover(land, (cover) => ({
        infiltration: modelOf(model),
        perviousShare: 1 - cover.imperviousShare,
        abstractionMm,
      })),
    };
  }
  const everywhere = {
    infiltration: modelOf(model),
    perviousShare: perviousShare === 'land' ? 1 : perviousShare,
    abstractionMm,
  };
  return { ...nothing, soils: { index: new Uint16Array(cells).fill(1), table: [everywhere] } };
}

const greenAmpt = ({ suctionMm, conductivityMmH, porosity }: GreenAmpt, wetness: number): Infiltration => ({
  model: 'greenAmpt',
  suctionMm,
  conductivityMmH,
  deficit: porosity * (1 - wetness),
});

/** SCS (1972): a fifth of the storage is kept before anything runs off. */
const ABSTRACTION_SHARE = 0.2;

type ModelEntry = Exclude<Extract<ResolvedScenario['infiltration'], object>, { model: 'land' }>;

function modelOf(given: Omit<ModelEntry, 'perviousShare' | 'abstractionMm'>): Infiltration {
  const model = given as ModelEntry;
  if (model.model !== 'curveNumber') return model;
  return { ...model, abstractionShare: model.abstractionShare ?? ABSTRACTION_SHARE };
}

/** One soil for each different cover that has one and no rate of its own. */
function soilsByCover(land: LandCover, soilOf: (cover: CoverProperties, soil: GreenAmpt) => Soil): Soils | undefined {
  const known = new Map<string, number>();
  const table: Soil[] = [];
  const indexOf = land.covers.map((cover) => {
    if (cover.soil === undefined || cover.ownRate) return 0;
    const soil = soilOf(cover, cover.soil);
    const key = JSON.stringify(soil);
    let index = known.get(key);
    if (index === undefined) {
      index = table.push(soil);
      known.set(key, index);
    }
    return index;
  });
  return table.length > 0 ? { index: Uint16Array.from(land.index, (cover) => indexOf[cover]), table } : undefined;
}
