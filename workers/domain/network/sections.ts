import type { CrossSection, Transect } from '../../../src/city/inp/swmm/index.ts';
import { type Section, type Street, streetBed } from '../../drainage/index.ts';
import type { Turning } from './context.ts';

const ROUNDED = {
  EGG: 'egg',
  HORSESHOE: 'horseshoe',
  GOTHIC: 'gothic',
  CATENARY: 'catenary',
  SEMIELLIPTICAL: 'semiElliptical',
  BASKETHANDLE: 'basketHandle',
  SEMICIRCULAR: 'semiCircular',
} as const;

/** A section, and the roughness that goes with it where it has its own. */
export interface TurnedSection {
  readonly section: Section;
  readonly manning?: number;
}

/** Undefined for a dummy section, which has no geometry. */
export function sectionOf({ model, curve }: Turning, cross: CrossSection): TurnedSection | undefined {
  const { heightM } = cross;
  switch (cross.shape) {
    case 'DUMMY':
      return undefined;
    case 'CIRCULAR':
    case 'FORCE_MAIN':
      return { section: { shape: 'circular', heightM } };
    case 'FILLED_CIRCULAR':
      return { section: { shape: 'filledCircular', heightM, fillM: cross.fillM } };
    case 'RECT_CLOSED':
      return { section: { shape: 'rectClosed', heightM, widthM: cross.widthM } };
    case 'RECT_OPEN':
      return { section: { shape: 'rectOpen', heightM, widthM: cross.widthM, smoothSides: cross.sidesIgnored } };
    case 'TRAPEZOIDAL':
      return {
        section: {
          shape: 'trapezoidal',
          heightM,
          widthM: cross.bottomWidthM,
          leftSlope: cross.leftSlope,
          rightSlope: cross.rightSlope,
        },
      };
    case 'TRIANGULAR':
      return { section: { shape: 'power', heightM, widthM: cross.widthM, power: 1 } };
    case 'PARABOLIC':
      return { section: { shape: 'power', heightM, widthM: cross.widthM, power: 2 } };
    case 'POWER':
      // SWMM's exponent is that of the bed, y = x^e; width grows with y^(1/e).
      return { section: { shape: 'power', heightM, widthM: cross.widthM, power: cross.exponent } };
    case 'RECT_TRIANGULAR':
      return {
        section: { shape: 'rectTriangular', heightM, widthM: cross.widthM, bottomM: cross.triangleHeightM },
      };
    case 'RECT_ROUND':
      return { section: { shape: 'rectRound', heightM, widthM: cross.widthM, radiusM: cross.bottomRadiusM } };
    case 'MODBASKETHANDLE':
      return { section: { shape: 'basketRect', heightM, widthM: cross.widthM, radiusM: cross.topRadiusM } };
    case 'HORIZ_ELLIPSE':
    case 'VERT_ELLIPSE':
      return { section: { shape: 'ellipse', heightM, widthM: cross.widthM } };
    case 'ARCH':
      return { section: { shape: 'arch', heightM, widthM: cross.widthM } };
    case 'CUSTOM': {
      const { x, y } = curve(cross.curve);
      return { section: { shape: 'custom', heightM, depths: x, widths: y } };
    }
    case 'IRREGULAR': {
      const transect = model.transects.find(({ id }) => id === cross.transect);
      return transect && { section: bedOf(transect), manning: transect.channelManning };
    }
    case 'STREET': {
      const street = streetOf(model.streets, cross.street);
      return street && { section: streetBed(street), manning: street.manning };
    }
    default:
      return { section: { shape: ROUNDED[cross.shape], heightM } };
  }
}

/** A street in the engine's words. */
export function streetOf(streets: Turning['model']['streets'], id: string): Street | undefined {
  const found = streets.find((street) => street.id === id);
  return found && { ...found, kerbHeightM: found.curbHeightM };
}

/** Roughness by bank; the longer flood plain of a winding channel counts as a rougher channel (SWMM's Lfactor). */
function bedOf(transect: Transect): Section {
  const { stations, leftBankM, rightBankM, channelManning, lengthFactor } = transect;
  const channel = channelManning * Math.sqrt(lengthFactor > 0 ? lengthFactor : 1);
  const manning = stations.slice(0, -1).map(({ xM }, i) => {
    const middle = (xM + stations[i + 1].xM) / 2;
    if (leftBankM < rightBankM && middle < leftBankM) return transect.leftManning || channel;
    if (leftBankM < rightBankM && middle > rightBankM) return transect.rightManning || channel;
    return channel;
  });
  return {
    shape: 'irregular',
    stationsM: stations.map(({ xM }) => xM),
    levelsM: stations.map(({ levelM }) => levelM),
    manning,
    referenceManning: channelManning,
  };
}
