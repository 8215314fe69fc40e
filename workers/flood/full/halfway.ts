import { DRY_M, GRAVITY } from '../constants.ts';
import type { State } from '../reference/state.ts';
import type { Motion } from './motion.ts';

/** Water before a step of second order, with which the water after its two Euler steps is averaged. */
export interface Halfway {
  keep(spans: Int32Array, end: number): void;
  /** The mean of the water kept and the water now, and its velocities. Returns the fastest wave, m/s. */
  meet(motion: Motion, spans: Int32Array, end: number): number;
}

export function createHalfway({ h, rest, qx, qy, code }: State): Halfway {
  const depth = new Float64Array(h.length);
  const keptX = new Float32Array(h.length);
  const keptY = new Float32Array(h.length);
  return {
    keep(spans, end) {
      for (let span = 0; span < end; span += 2) {
        for (let i = spans[span]; i < spans[span + 1]; i++) depth[i] = h[i] + rest[i];
        keptX.set(qx.subarray(spans[span], spans[span + 1]), spans[span]);
        keptY.set(qy.subarray(spans[span], spans[span + 1]), spans[span]);
      }
    },
    meet({ u, v }, spans, end) {
      let fastest = 0;
      for (let span = 0; span < end; span += 2) {
        for (let i = spans[span]; i < spans[span + 1]; i++) {
          if (code[i] === 0) continue;
          const mean = 0.5 * (depth[i] + (h[i] + rest[i]));
          h[i] = Math.max(0, mean);
          rest[i] = mean - h[i];
          const wet = h[i] > DRY_M;
          qx[i] = wet ? 0.5 * (keptX[i] + qx[i]) : 0;
          qy[i] = wet ? 0.5 * (keptY[i] + qy[i]) : 0;
          u[i] = wet ? qx[i] / h[i] : 0;
          v[i] = wet ? qy[i] / h[i] : 0;
          if (wet) fastest = Math.max(fastest, Math.max(Math.abs(u[i]), Math.abs(v[i])) + Math.sqrt(GRAVITY * h[i]));
        }
      }
      return fastest;
    },
  };
}
