import { DRY_M, FILM_M, GRAVITY } from '../constants.ts';
import { inverseSevenThirds } from '../reference/faces.ts';
import { rateCell } from '../reference/maps.ts';
import type { Water } from '../reference/water.ts';
import { type Motion, SIDE } from './motion.ts';

/** What a sweep over the cells found out, for the next step and the books. */
export interface Found {
  /** Fastest wave, |u| + √(gh), m/s. */
  fastestMS: number;
  /** Depth taken by ground and drains, summed over cells, m. */
  infiltratedM: number;
  drainedM: number;
}

const ANY_SIDE = SIDE.east | SIDE.west | SIDE.south | SIDE.north;

/**
 * One explicit step of depth and momentum from the fluxes, then friction, implicitly: Manning's quadratic law over the
 * step is solved as it stands, which leaves uniform flow uniform however stiff it is.
 */
export function updateCells(water: Water, motion: Motion, dtS: number, end: number): Found {
  const { state, losses, rain, tiles } = water;
  const { h, rest, qx, qy, nextX, nextY, code, friction, stride, cellSizeM } = state;
  const { u, v, gainX, gainY, walls } = motion;
  const { infiltrationMS, drainsMS } = losses;
  const soakedM = losses.soils?.soakedM;
  const { spans } = tiles;
  const perFlux = dtS / cellSizeM;
  // Water is never faster than the step can follow: only falls and emptying cells come near.
  const mostMS = (0.5 * cellSizeM) / dtS;
  let fastest = 0;
  let infiltrated = 0;
  let drained = 0;
  for (let span = 0; span < end; span += 2) {
    for (let i = spans[span]; i < spans[span + 1]; i++) {
      const zone = code[i];
      if (zone === 0) continue;
      const net = nextX[i - 1] - nextX[i] + (nextY[i - stride] - nextY[i]);
      const before = h[i];
      const given = before + (rest[i] + net * perFlux + rain.stepM[zone]);
      let depth = given;
      if (infiltrationMS !== undefined && depth > 0) {
        const take = Math.min(infiltrationMS[i] * dtS, depth);
        depth -= take;
        infiltrated += take;
        if (soakedM !== undefined) soakedM[i] += take;
      }
      if (drainsMS !== undefined && depth > 0) {
        const take = Math.min(drainsMS[i] * dtS, depth);
        depth -= take;
        drained += take;
      }
      const rounded = Math.fround(Math.max(0, depth));
      h[i] = rounded;
      rest[i] = depth - rounded;
      if (rounded <= DRY_M) {
        qx[i] = 0;
        qy[i] = 0;
        u[i] = 0;
        v[i] = 0;
        continue;
      }

      let px = gainX[i];
      let py = gainY[i];
      if ((walls[i] & ANY_SIDE) !== 0 && before > DRY_M) {
        const wave = Math.sqrt(GRAVITY * before);
        px -= qx[i] * thrust(walls[i] & SIDE.east, walls[i] & SIDE.west, u[i], wave);
        py -= qy[i] * thrust(walls[i] & SIDE.south, walls[i] & SIDE.north, v[i], wave);
      }
      // Water that is lost takes its momentum along.
      const kept = depth < given ? depth / given : 1;
      px = (qx[i] + perFlux * px) * kept;
      py = (qy[i] + perFlux * py) * kept;
      const braked = 2 * dtS * friction[i] * inverseSevenThirds(rounded);
      const slow = 2 / (1 + Math.sqrt(1 + 4 * braked * Math.sqrt(px * px + py * py)));
      const most = rounded * mostMS;
      qx[i] = bound(px * slow, most);
      qy[i] = bound(py * slow, most);
      u[i] = qx[i] / rounded;
      v[i] = qy[i] / rounded;
      const speed = Math.max(Math.abs(u[i]), Math.abs(v[i])) + Math.sqrt(GRAVITY * rounded);
      if (speed > fastest) fastest = speed;
    }
  }
  return { fastestMS: fastest, infiltratedM: infiltrated, drainedM: drained };
}

/** Momentum that walls ahead and behind take from water of velocity `u`, per unit of it: the flux of its mirror image. */
function thrust(ahead: number, behind: number, u: number, wave: number): number {
  const speed = Math.abs(u) + wave;
  return (ahead !== 0 ? speed + u : 0) + (behind !== 0 ? speed - u : 0);
}

/** Fading momentum is cut before it becomes a denormal number. */
function bound(q: number, most: number): number {
  return q * q > 1e-30 ? Math.max(-most, Math.min(most, q)) : 0;
}

/** Rates the maps of all cells in the spans with the water at the end of a step. */
export function rateCells(water: Water, motion: Motion, dtS: number, endS: number, end: number): void {
  const { state, maps, tiles } = water;
  for (let span = 0; span < end; span += 2) {
    for (let i = tiles.spans[span]; i < tiles.spans[span + 1]; i++) {
      if (state.h[i] < FILM_M || state.code[i] === 0) continue;
      rateCell(maps, i, state.h[i], motion.u[i] ** 2 + motion.v[i] ** 2, endS, dtS);
    }
  }
}
