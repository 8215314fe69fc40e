import { type CheckedLink, numberIn } from '../checks.ts';

/** Full area over height × width (SWMM 5.2 reference manual II, appendix B; the trade's ellipses and arches about). */
const FILLS: Readonly<Record<string, number>> = {
  CIRCULAR: Math.PI / 4,
  FORCE_MAIN: Math.PI / 4,
  FILLED_CIRCULAR: Math.PI / 4,
  RECT_CLOSED: 1,
  RECT_OPEN: 1,
  TRIANGULAR: 0.5,
  PARABOLIC: 2 / 3,
  EGG: 0.766,
  HORSESHOE: 0.829,
  GOTHIC: 0.78,
  CATENARY: 0.781,
  SEMIELLIPTICAL: 0.785,
  BASKETHANDLE: 0.833,
  SEMICIRCULAR: 0.774,
  MODBASKETHANDLE: 0.9,
  RECT_ROUND: 0.9,
  RECT_TRIANGULAR: 0.9,
  HORIZ_ELLIPSE: Math.PI / 4,
  VERT_ELLIPSE: Math.PI / 4,
  ARCH: 0.788,
};
const OPEN: ReadonlySet<string> = new Set([
  'RECT_OPEN',
  'TRAPEZOIDAL',
  'TRIANGULAR',
  'PARABOLIC',
  'POWER',
  'IRREGULAR',
  'STREET',
]);
/** Shapes that a table gives: they have no height or width of their own. */
const BY_TABLE: ReadonlySet<string> = new Set(['IRREGULAR', 'STREET', 'CUSTOM']);

const shapeOf = ({ properties }: CheckedLink): string => String(properties.shape ?? '').toUpperCase();

/** An open channel has no crown. */
export const isOpen = (link: CheckedLink): boolean => OPEN.has(shapeOf(link));
export const hasTable = (link: CheckedLink): boolean => BY_TABLE.has(shapeOf(link));

/** Area of all barrels flowing full, m²; undefined where the shape is not known well enough. */
export function fullAreaM2(link: CheckedLink): number | undefined {
  const heightM = numberIn(link.properties, 'heightM');
  const share = FILLS[shapeOf(link) || 'CIRCULAR'];
  if (heightM === undefined || share === undefined) return undefined;
  const widthM = numberIn(link.properties, 'widthM') ?? heightM;
  return share * heightM * widthM * (numberIn(link.properties, 'barrels') ?? 1);
}
