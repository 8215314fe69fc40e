import { DRY_M, GRAVITY } from '../constants.ts';
import type { State } from './state.ts';

/** The same four bytes as a 32-bit float and as an integer. */
const asFloat = new Float32Array(1);
const asInt = new Int32Array(asFloat.buffer);

/**
 * x^(−7/3) by the bits of a 32-bit float and two Newton steps for the inverse cube root (2e-5 relative): the same on
 * every machine, unlike `Math.pow` and `Math.cbrt`, whose last digits browsers choose.
 */
export function inverseSevenThirds(x: number, float: Float32Array = asFloat, int: Int32Array = asInt): number {
  float[0] = x;
  const bits = int[0];
  // A third of the bits by shifts: 1/4 + 1/16 + 1/64 + …
  let third = (bits >> 2) + (bits >> 4);
  third += third >> 4;
  third += third >> 8;
  int[0] = 0x54a2fa8c - third;
  let y = float[0];
  const xThird = x * 0.3333333333333333;
  y *= 1.3333333333333333 - xThird * y * (y * y);
  y *= 1.3333333333333333 - xThird * y * (y * y);
  const y2 = y * y;
  return y2 * y2 * (y2 * y);
}

/**
 * New flux of one face. Bates, Horritt, Fewtrell (2010) with the q-centred weights of de Almeida et al. (2012) and
 * Manning friction linearised about the old flux, so that thin sheets on steep slopes do not ring.
 *
 * @param own old flux; `sides`: sum of the old fluxes of the two faces in line; `across`: mean old flux along the face
 * @param push g·hf·dt/dx·(fall of the water surface); `drop`: that fall; `resist`: g·n²·dt; `hf`: depth of flow
 */
function flux(
  own: number,
  sides: number,
  across: number,
  push: number,
  drop: number,
  resist: number,
  hf: number,
  float: Float32Array,
  int: Int32Array,
): number {
  // Weight of a face's own flux against its neighbours' (here, because bundlers slow down constants of a module).
  const theta = 0.9;
  let driven = theta * own + 0.5 * (1 - theta) * sides + push;
  // A neighbour's flux must not carry water up the slope of its surface.
  if (driven * drop < 0) driven = own + push;
  const own2 = own * own;
  const size2 = own2 + across * across + 1e-12;
  const size = Math.sqrt(size2);
  const k = resist * inverseSevenThirds(hf, float, int);
  const q = (driven * size + k * own2 * own) / (size + k * (size2 + own2));
  // Fading fluxes are cut before they become denormal numbers, which cost a hundred times more.
  return q * q > 1e-30 ? q : 0;
}

/**
 * Fluxes of the east and south faces of the cells in `spans[from…to)`, from the depths and fluxes of the last step.
 * Only differences of levels enter, so absolute heights cost no precision. With d the fall of the bed and `drop` that
 * of the surface, the depth of flow max(z0 + h0, z1 + h1) − max(z0, z1) is (h0 + h1 + |drop| − |d|)/2, without a branch.
 */
export function computeFaces(state: State, spans: Int32Array, from: number, to: number, dtS: number): void {
  const { z, h, friction, qx, qy, nextX, nextY, depthX, depthY, stride } = state;
  const float = asFloat;
  const int = asInt;
  const dryM = DRY_M;
  // Half a unit in the last place of a 32-bit depth: a fall within the rounding of the two depths is none.
  const rounding = 2 ** -24;
  const pushPerDrop = (GRAVITY * dtS) / state.cellSizeM;
  for (let span = from; span < to; span += 2) {
    const end = spans[span + 1];
    let i = spans[span];
    // What the next cell needs again is carried along: its own values, and old fluxes named by where they lie.
    let z0 = z[i];
    let h0 = h[i];
    let f0 = friction[i];
    let xWest = qx[i - 1];
    let xHere = qx[i];
    let xSouthWest = qx[i + stride - 1];
    let yHere = qy[i];
    let yNorth = qy[i - stride];
    for (; i < end; i++) {
      const south = i + stride;
      const xEast = qx[i + 1];
      const xSouth = qx[south];
      const yEast = qy[i + 1];
      const yNorthEast = qy[i - stride + 1];

      const hS = h[south];
      let d = z0 - z[south];
      let drop = d + (h0 - hS);
      if (Math.abs(drop) < rounding * (h0 + hS)) drop = 0;
      let hf = 0.5 * (h0 + hS + Math.abs(drop) - Math.abs(d));
      if (hf > dryM) {
        const across = 0.25 * (xHere + xWest + xSouth + xSouthWest);
        const resist = dtS * (f0 + friction[south]);
        nextY[i] = flux(yHere, yNorth + qy[south], across, pushPerDrop * hf * drop, drop, resist, hf, float, int);
        depthY[i] = hf;
      } else {
        nextY[i] = 0;
        depthY[i] = 0;
      }

      const zE = z[i + 1];
      const hE = h[i + 1];
      const fE = friction[i + 1];
      d = z0 - zE;
      drop = d + (h0 - hE);
      if (Math.abs(drop) < rounding * (h0 + hE)) drop = 0;
      hf = 0.5 * (h0 + hE + Math.abs(drop) - Math.abs(d));
      if (hf > dryM) {
        const across = 0.25 * (yHere + yEast + yNorth + yNorthEast);
        nextX[i] = flux(xHere, xWest + xEast, across, pushPerDrop * hf * drop, drop, dtS * (f0 + fE), hf, float, int);
        depthX[i] = hf;
      } else {
        nextX[i] = 0;
        depthX[i] = 0;
      }
      z0 = zE;
      h0 = hE;
      f0 = fE;
      xWest = xHere;
      xHere = xEast;
      xSouthWest = xSouth;
      yHere = yEast;
      yNorth = yNorthEast;
    }
  }
}
