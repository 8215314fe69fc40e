import { DRY_M, GRAVITY, THETA } from './constants.ts';
import type { State } from './state.ts';

const bitsAsFloat = new Float32Array(1);
const bitsAsInt = new Int32Array(bitsAsFloat.buffer);
const SIDE = (1 - THETA) / 2;

/**
 * x^(−7/3) by the bits of a 32-bit float and two Newton steps for the inverse cube root (2e-5 relative): the same on
 * every machine, unlike `Math.pow` and `Math.cbrt`, whose last digits browsers choose.
 */
export function inverseSevenThirds(x: number): number {
  bitsAsFloat[0] = x;
  bitsAsInt[0] = 0x54a2fa8c - ((bitsAsInt[0] * 0.3333333333333333) | 0);
  let y = bitsAsFloat[0];
  y *= 1.3333333333333333 - 0.3333333333333333 * x * y * y * y;
  y *= 1.3333333333333333 - 0.3333333333333333 * x * y * y * y;
  const y3 = y * y * y;
  return y3 * y3 * y;
}

/**
 * New flux of one face. Bates, Horritt, Fewtrell (2010) with the q-centred weights of de Almeida et al. (2012) and
 * Manning friction linearised about the old flux, so that thin sheets on steep slopes do not ring.
 *
 * @param own old flux; `before`, `after`: old fluxes of the faces in line; `across`: mean old flux along the face
 * @param push g·hf·dt/dx·(fall of the water surface); `drop`: that fall; `resist`: g·n²·dt
 */
function flux(
  own: number,
  before: number,
  after: number,
  across: number,
  push: number,
  drop: number,
  resist: number,
  hf: number,
): number {
  let driven = THETA * own + SIDE * (before + after) + push;
  // A neighbour's flux must not carry water up the slope of its surface.
  if (driven * drop < 0) driven = own + push;
  const own2 = own * own;
  const size2 = own2 + across * across + 1e-12;
  const size = Math.sqrt(size2);
  const k = resist * inverseSevenThirds(hf);
  const q = (driven * size + k * own2 * own) / (size + k * (size2 + own2));
  // Fading fluxes are cut before they become denormal numbers, which cost a hundred times more.
  return q * q > 1e-30 ? q : 0;
}

/** Fluxes of the east and south faces of the cells in `spans[from…to)`, from the depths and fluxes of the last step. */
export function computeFaces(state: State, spans: Int32Array, from: number, to: number, dtS: number): void {
  const { z, h, friction, qx, qy, nextX, nextY, depthX, depthY, stride } = state;
  const pushPerDrop = (GRAVITY * dtS) / state.cellSizeM;
  for (let span = from; span < to; span += 2) {
    const end = spans[span + 1];
    let i = spans[span];
    let z0 = z[i];
    let h0 = h[i];
    let f0 = friction[i];
    for (; i < end; i++) {
      const south = i + stride;
      const north = i - stride;

      // Only differences of levels enter, so absolute heights cost no precision.
      const zS = z[south];
      const hS = h[south];
      let d = z0 - zS;
      let hf = d < 0 ? (h0 + d > hS ? h0 + d : hS) : h0 > hS - d ? h0 : hS - d;
      if (hf > DRY_M) {
        const drop = d + (h0 - hS);
        const across = 0.25 * (qx[i] + qx[i - 1] + qx[south] + qx[south - 1]);
        nextY[i] = flux(
          qy[i],
          qy[north],
          qy[south],
          across,
          pushPerDrop * hf * drop,
          drop,
          dtS * (f0 + friction[south]),
          hf,
        );
        depthY[i] = hf;
      } else nextY[i] = 0;

      const zE = z[i + 1];
      const hE = h[i + 1];
      const fE = friction[i + 1];
      d = z0 - zE;
      hf = d < 0 ? (h0 + d > hE ? h0 + d : hE) : h0 > hE - d ? h0 : hE - d;
      if (hf > DRY_M) {
        const drop = d + (h0 - hE);
        const across = 0.25 * (qy[i] + qy[i + 1] + qy[north] + qy[north + 1]);
        nextX[i] = flux(qx[i], qx[i - 1], qx[i + 1], across, pushPerDrop * hf * drop, drop, dtS * (f0 + fE), hf);
        depthX[i] = hf;
      } else nextX[i] = 0;
      z0 = zE;
      h0 = hE;
      f0 = fE;
    }
  }
}
