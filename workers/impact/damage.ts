import { type Assumptions, DAMAGE_CLASSES } from './assumptions.ts';

/** Damaged share of a building's value. @param above depth over its floor, m; 0 where it is dry */
export function damageShare(depthsM: readonly number[], shares: readonly number[], above: number): number {
  if (!(above > depthsM[0])) return above === depthsM[0] ? shares[0] : 0;
  for (let k = 1; k < depthsM.length; k++) {
    if (above > depthsM[k]) continue;
    const part = (above - depthsM[k - 1]) / (depthsM[k] - depthsM[k - 1]);
    return shares[k - 1] + part * (shares[k] - shares[k - 1]);
  }
  return shares[shares.length - 1];
}

/** Damage to a building, VND. @param use index in DAMAGE_CLASSES @param areaM2 of its ground floor */
export function damageVnd(assumed: Assumptions, use: number, areaM2: number, above: number): number {
  if (!(above > 0)) return 0;
  const name = DAMAGE_CLASSES[use];
  return assumed.valueVndM2[name] * areaM2 * damageShare(assumed.curveDepthsM, assumed.curves[name], above);
}
