import type { Conduit, SwmmLink, SwmmNode, Weir } from '../../../src/city/inp/swmm/index.ts';
import type { DrainLink, Friction } from '../../drainage/index.ts';
import type { Turning } from './context.ts';
import { sectionOf } from './sections.ts';

type Nodes = ReadonlyMap<string, SwmmNode>;

export function linkOf(turning: Turning, link: SwmmLink, nodes: Nodes): DrainLink {
  const { curve } = turning;
  const { id, from, to } = link;
  switch (link.kind) {
    case 'conduit':
      return conduitOf(turning, link, nodes);
    case 'pump': {
      const found = link.curve === undefined ? undefined : curve(link.curve);
      const type = found ? pumpType(found.type) : 'ideal';
      return {
        kind: 'pump',
        id,
        from,
        to,
        type,
        ...(found && { curve: found }),
        startsOff: !link.initiallyOn,
        onDepthM: link.onDepthM,
        offDepthM: link.offDepthM,
      };
    }
    case 'orifice': {
      const turned = sectionOf(turning, link.section);
      return {
        kind: 'orifice',
        id,
        from,
        to,
        placing: link.type === 'SIDE' ? 'side' : 'bottom',
        section: turned?.section ?? { shape: 'circular', heightM: link.section.heightM },
        crestLevelM: crestOf(link, nodes),
        coefficient: link.coefficient,
        moveS: link.closeTimeS,
        flapGate: link.flapGate,
      };
    }
    case 'weir':
      return weirOf(turning, link, nodes);
    default: {
      const { rating } = link;
      return {
        kind: 'outlet',
        id,
        from,
        to,
        crestLevelM: crestOf(link, nodes),
        by: link.over === 'HEAD' ? 'head' : 'depth',
        rating:
          rating.type === 'TABULAR'
            ? curve(rating.curve)
            : { coefficient: rating.coefficient, exponent: rating.exponent },
        flapGate: link.flapGate,
      };
    }
  }
}

const pumpType = (type: string): 1 | 2 | 3 | 4 | 5 => {
  const number = Number(type.slice(-1));
  return number === 2 || number === 3 || number === 4 || number === 5 ? number : 1;
};

/** Dynamic-wave routing raises a crest to the invert beyond it (SWMM's warning 10). */
function crestOf(link: { readonly from: string; readonly to: string; readonly offsetM: number }, nodes: Nodes): number {
  const crest = (nodes.get(link.from)?.invertM ?? 0) + link.offsetM;
  return Math.max(crest, nodes.get(link.to)?.invertM ?? crest);
}

function conduitOf(turning: Turning, link: Conduit, nodes: Nodes): DrainLink {
  const { warnings, model } = turning;
  const { id, from, to, section: cross } = link;
  const turned = sectionOf(turning, cross);
  if (!turned) {
    warnings.push(`Conduit ${id}: a section without geometry (${cross.shape}) passes on what arrives, without delay.`);
    return { kind: 'pump', id, from, to, type: 'ideal' };
  }
  if (link.seepageMmH > 0) warnings.push(`Conduit ${id}: seepage is not computed.`);
  return {
    kind: 'conduit',
    id,
    from,
    to,
    lengthM: link.lengthM,
    manning: turned.manning ?? link.manning,
    section: turned.section,
    fromLevelM: (nodes.get(from)?.invertM ?? 0) + link.fromOffsetM,
    toLevelM: (nodes.get(to)?.invertM ?? 0) + link.toOffsetM,
    barrels: Math.max(1, cross.barrels),
    entryLoss: link.entryLoss,
    exitLoss: link.exitLoss,
    averageLoss: link.averageLoss,
    initialFlowM3s: link.initialFlowM3s,
    mostFlowM3s: link.maxFlowM3s,
    flapGate: link.flapGate,
    culvertCode: cross.culvertCode,
    friction: frictionOf(cross, model.options.forceMainEquation),
  };
}

function frictionOf(cross: Conduit['section'], equation: 'H-W' | 'D-W'): Friction {
  if (cross.shape !== 'FORCE_MAIN') return { law: 'manning' };
  return equation === 'H-W'
    ? { law: 'hazenWilliams', coefficient: cross.friction }
    : { law: 'darcyWeisbach', roughnessM: cross.friction / 1000 };
}

const WEIRS = {
  TRANSVERSE: 'transverse',
  SIDEFLOW: 'sideflow',
  'V-NOTCH': 'vNotch',
  TRAPEZOIDAL: 'trapezoidal',
  ROADWAY: 'roadway',
} as const;

function weirOf({ warnings }: Turning, link: Weir, nodes: Nodes): DrainLink {
  const { id, from, to, section } = link;
  if (link.coefficientCurve !== undefined)
    warnings.push(`Weir ${id}: its coefficient stays ${link.coefficient}, curve ${link.coefficientCurve} is not used.`);
  if (link.type === 'ROADWAY')
    warnings.push(`Weir ${id}: a road is computed as a broad weir with its own coefficient, not by the FHWA tables.`);
  const sideSlope =
    section.shape === 'TRAPEZOIDAL'
      ? (section.leftSlope + section.rightSlope) / 2
      : section.shape === 'TRIANGULAR'
        ? section.widthM / section.heightM / 2
        : 0;
  const widthM =
    section.shape === 'TRAPEZOIDAL' ? section.bottomWidthM : section.shape === 'RECT_OPEN' ? section.widthM : 0;
  return {
    kind: 'weir',
    id,
    from,
    to,
    shape: WEIRS[link.type],
    crestLevelM: crestOf(link, nodes),
    heightM: section.heightM,
    widthM,
    sideSlope,
    coefficient: link.coefficient,
    ...(link.endCoefficient > 0 && { endCoefficient: link.endCoefficient }),
    endContractions: link.endContractions,
    surcharges: link.canSurcharge,
    flapGate: link.flapGate,
  };
}
