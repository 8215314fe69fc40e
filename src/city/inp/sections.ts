import type { InpDocument, RowReader } from './tokens.ts';
import { readRows } from './tokens.ts';
import { tidy } from './units.ts';

/** Cross-section of a SWMM conduit, orifice or weir, in metres. */
export interface CrossSection {
  readonly shape: string;
  readonly heightM: number | undefined;
  /** Greatest width. */
  readonly widthM: number | undefined;
  readonly barrels: number;
}

/** Greatest width over height of the shapes that are known by their height alone (SWMM 5.2 reference manual II, app. B). */
const WIDTH_TO_HEIGHT: Readonly<Record<string, number>> = {
  CIRCULAR: 1,
  FORCE_MAIN: 1,
  FILLED_CIRCULAR: 1,
  EGG: 2 / 3,
  HORSESHOE: 1,
  GOTHIC: 0.84,
  CATENARY: 0.9,
  SEMIELLIPTICAL: 1,
  BASKETHANDLE: 0.944,
  SEMICIRCULAR: 1.64,
};

/** [XSECTIONS] by link, `lengthM` metres of one unit of length. */
export function readSections(document: InpDocument, lengthM: number): Map<string, CrossSection> {
  const transects = readTransects(document, lengthM);
  const streets = readStreets(document, lengthM);
  const sections = new Map<string, CrossSection>();
  for (const row of readRows(document, 'XSECT')) {
    row.need(3, 'link, shape and its first dimension');
    const shape = row.upper(1);
    const named =
      shape === 'IRREGULAR' ? transects.get(row.text(2)) : shape === 'STREET' ? streets.get(row.text(2)) : undefined;
    if (named || shape === 'IRREGULAR' || shape === 'STREET') {
      sections.set(row.text(0), { shape, heightM: named?.heightM, widthM: named?.widthM, barrels: 1 });
      continue;
    }
    const height = row.number(2, 'height') * lengthM;
    const ratio = WIDTH_TO_HEIGHT[shape];
    sections.set(row.text(0), {
      shape,
      heightM: tidy(height),
      widthM: tidy(ratio === undefined ? widthOf(row, shape, height, lengthM) : ratio * height),
      barrels: Math.max(1, row.number(6, 'barrels', 1)),
    });
  }
  return sections;
}

function widthOf(row: RowReader, shape: string, heightM: number, lengthM: number): number {
  if (shape === 'CUSTOM') return heightM;
  const width = row.number(3, 'width', 0) * lengthM;
  if (shape === 'TRAPEZOIDAL')
    return width + heightM * (row.number(4, 'side slope', 0) + row.number(5, 'side slope', 0));
  return width;
}

interface Size {
  readonly heightM: number;
  readonly widthM: number;
}

/** HEC-2 transects: `X1 name n xleft xright 0 0 0 Lfactor Wfactor eoffset`, then `GR elev station …`. */
function readTransects(document: InpDocument, lengthM: number): Map<string, Size> {
  const sizes = new Map<string, Size>();
  let name = '';
  let factor = 1;
  let [low, high, left, right] = [Infinity, -Infinity, Infinity, -Infinity];
  const close = (): void => {
    if (name !== '' && high > low) {
      sizes.set(name, { heightM: tidy((high - low) * lengthM), widthM: tidy((right - left) * factor * lengthM) });
    }
  };
  for (const row of readRows(document, 'TRANS')) {
    const kind = row.upper(0);
    if (kind === 'X1') {
      close();
      name = row.text(1);
      factor = row.number(9, 'width factor', 0) || 1;
      [low, high, left, right] = [Infinity, -Infinity, Infinity, -Infinity];
    } else if (kind === 'GR') {
      for (let i = 1; i + 1 < row.count; i += 2) {
        const elevation = row.number(i, 'elevation');
        const station = row.number(i + 1, 'station');
        low = Math.min(low, elevation);
        high = Math.max(high, elevation);
        left = Math.min(left, station);
        right = Math.max(right, station);
      }
    }
  }
  close();
  return sizes;
}

/** [STREETS]: `name Tcrown Hcurb Sx nRoad a W Sides Tback Sback nBack`. */
function readStreets(document: InpDocument, lengthM: number): Map<string, Size> {
  const sizes = new Map<string, Size>();
  for (const row of readRows(document, 'STREET')) {
    row.need(5, 'street name, crown width, kerb height, slope and roughness');
    const crown = row.number(1, 'crown width');
    const kerb = row.number(2, 'kerb height');
    const sides = row.number(7, 'sides', 2);
    const back = row.number(8, 'backing width', 0);
    const rise = Math.max(
      kerb + (row.number(9, 'backing slope', 0) / 100) * back,
      (row.number(3, 'slope') / 100) * crown,
    );
    sizes.set(row.text(0), { heightM: tidy(rise * lengthM), widthM: tidy((crown + back) * sides * lengthM) });
  }
  return sizes;
}
