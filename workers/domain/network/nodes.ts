import type { Outfall, Storage, SwmmNode } from '../../../src/city/inp/swmm/index.ts';
import type { Boundary, DrainNode, StorageShape } from '../../drainage/index.ts';
import type { Turning } from './context.ts';

export function nodeOf(turning: Turning, node: SwmmNode): DrainNode {
  const { model, warnings } = turning;
  const { id, invertM, initialDepthM } = node;
  const rimM = invertM + node.fullDepthM;
  if (node.kind === 'outfall') {
    if (node.routeTo !== undefined)
      warnings.push(`Outfall ${id}: what comes out is not led to subcatchment ${node.routeTo}.`);
    return { kind: 'outfall', id, invertM, boundary: boundaryOf(turning, node), flapGate: node.flapGate };
  }
  if (node.kind === 'storage') {
    return {
      kind: 'storage',
      id,
      invertM,
      rimM,
      initialDepthM,
      surchargeM: node.surchargeDepthM,
      shape: shapeOf(turning, node),
      ...((node.seepage || node.evaporationShare > 0) && {
        losses: { evaporationShare: node.evaporationShare, ...(node.seepage && { seepage: node.seepage }) },
      }),
    };
  }
  if (node.kind === 'divider' && model.options.routing !== 'DYNWAVE')
    warnings.push(`Divider ${id}: flow divides by the levels of its links, as in dynamic-wave routing.`);
  return {
    kind: 'junction',
    id,
    invertM,
    rimM,
    initialDepthM,
    surchargeM: node.surchargeDepthM,
    pondedAreaM2: model.options.allowPonding ? node.pondedAreaM2 : 0,
    ...(model.options.minSurfaceAreaM2 > 0 && { shaftAreaM2: model.options.minSurfaceAreaM2 }),
  };
}

function boundaryOf({ curve, series }: Turning, { stage }: Outfall): Boundary {
  switch (stage.type) {
    case 'FREE':
      return { kind: 'free' };
    case 'NORMAL':
      return { kind: 'normal' };
    case 'FIXED':
      return { kind: 'fixed', levelM: stage.levelM };
    case 'TIDAL':
      return { kind: 'tidal', levelM: curve(stage.curve) };
    default:
      return { kind: 'series', levelM: series(stage.series, stage.seriesUnitM) };
  }
}

/** Plan areas as SWMM 5.2 defines them (Reference Manual II, table 2-1), as polynomials of depth. */
function shapeOf({ curve }: Turning, { shape }: Storage): StorageShape {
  switch (shape.type) {
    case 'FUNCTIONAL': {
      const { coefficient, exponent, constantM2 } = shape;
      return { kind: 'formula', coefficient, exponent, constantM2 };
    }
    case 'TABULAR':
      return { kind: 'curve', areaM2: curve(shape.curve) };
    case 'CYLINDRICAL':
      return formula((Math.PI / 4) * shape.lengthM * shape.widthM, 0, 0);
    case 'CONICAL': {
      const { lengthM, widthM, sideSlope } = shape;
      const floorM2 = (Math.PI / 4) * lengthM * widthM;
      return formula(floorM2, Math.PI * widthM * sideSlope, (Math.PI * sideSlope ** 2 * widthM) / lengthM);
    }
    case 'PARABOLIC':
      return formula(0, ((Math.PI / 4) * shape.lengthM * shape.widthM) / shape.heightM, 0);
    default: {
      const { lengthM, widthM, sideSlope } = shape;
      return formula(lengthM * widthM, 2 * (lengthM + widthM) * sideSlope, 4 * sideSlope ** 2);
    }
  }
}

const formula = (constantM2: number, coefficient: number, quadratic: number): StorageShape => ({
  kind: 'formula',
  constantM2,
  coefficient,
  exponent: 1,
  quadratic,
});
