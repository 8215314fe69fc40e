import type { Section, Shape } from './types.ts';

type Bed = Extract<Section, { shape: 'irregular' }>;

/**
 * A natural bed by stations and levels. Stretches of equal roughness make parts; the parts' conveyances add up
 * (SWMM 5.2 Reference Manual II, §5.1), expressed as the hydraulic radius that gives their sum with the conduit's own n.
 */
export function fromBed(bed: Bed): Shape {
  const { stationsM, levelsM, manning, referenceManning } = bed;
  const levels = Array.from(levelsM);
  const lowestM = Math.min(...levels);
  const heightM = Math.max(...levels) - lowestM;

  const parts = (depth: number): { areaM2: number; widthM: number; conveyance: number } => {
    const surface = lowestM + depth;
    let [areaM2, widthM, conveyance, partArea, partWetted] = [0, 0, 0, 0, 0];
    const close = (roughness: number): void => {
      if (partWetted > 0) conveyance += (partArea * (partArea / partWetted) ** (2 / 3)) / roughness;
      partArea = 0;
      partWetted = 0;
    };
    for (let i = 0; i + 1 < levels.length; i++) {
      if (i > 0 && manning[i] !== manning[i - 1]) close(manning[i - 1]);
      const span = stationsM[i + 1] - stationsM[i];
      const [left, right] = [surface - levels[i], surface - levels[i + 1]];
      const [deep, shallow] = [Math.max(left, right), Math.min(left, right)];
      if (deep <= 0) continue;
      // The wet share of a stretch that the surface cuts.
      const wet = shallow >= 0 ? 1 : deep / (deep - shallow);
      const area = (span * wet * (deep + Math.max(0, shallow))) / 2;
      areaM2 += area;
      widthM += span * wet;
      partArea += area;
      partWetted += wet * Math.hypot(span, left - right);
    }
    close(manning[Math.max(0, levels.length - 2)]);
    return { areaM2, widthM, conveyance };
  };
  return {
    heightM,
    open: true,
    areaM2: (depth) => parts(depth).areaM2,
    widthM: (depth) => parts(depth).widthM,
    radiusM: (depth) => {
      const { areaM2, conveyance } = parts(depth);
      return areaM2 > 0 ? ((conveyance * referenceManning) / areaM2) ** 1.5 : 0;
    },
  };
}
