import type { Domain, Frame, Grid, Maps, Summary } from '../../workers/flood/types.ts';
import { CELL } from '../../workers/flood/types.ts';

/** Where a run's water stands: what the map and the point panel must know of its Domain. */
export interface RunGround {
  readonly grid: Grid;
  readonly kind: Uint8Array;
  readonly groundM: Float32Array;
}

/** Water over time at one cell. */
export interface CellSeries {
  readonly state: 'ok' | 'outside' | 'block';
  readonly groundM: number | undefined;
  readonly timesS: number[];
  readonly depthM: number[];
  readonly speedMS: number[];
  readonly levelM: number[];
}

/** Depth from which a cell counts as flooded, m. */
const FLOODED_M = 0.05;
/** Rivers and the sea rise with the tide by less than this; only above it would their water be drawn as flood, m. */
const PERMANENT_RISE_M = 3;

/** The ground of a Domain, copied: the Domain itself is handed over to the flood worker. */
export const groundOf = ({ grid, kind, groundM }: Domain): RunGround => ({
  grid,
  kind: kind.slice(),
  groundM: groundM.slice(),
});

/** The cell that holds a place in the City's CRS; -1 outside the grid. */
export function cellAt({ cols, rows, cellSizeM, xMin, yMin }: Grid, x: number, y: number): number {
  const col = Math.floor((x - xMin) / cellSizeM);
  const row = rows - 1 - Math.floor((y - yMin) / cellSizeM);
  return col >= 0 && col < cols && row >= 0 && row < rows ? row * cols + col : -1;
}

/** The frames of a run, in the order of time, with its maps once it is done. */
export class RunWater {
  private readonly frames: Frame[] = [];
  maps: Maps | undefined;
  summary: Summary | undefined;

  constructor(readonly ground: RunGround) {}

  /** For the stage: cells that were wet from the start are river, lake or sea, which the basemap draws. */
  stageDomain(): RunGround & { readonly permanentDepthM: Float32Array } {
    const { kind } = this.ground;
    const first = this.frames[0]?.depthM;
    const permanentDepthM = new Float32Array(kind.length);
    if (first) {
      for (let cell = 0; cell < kind.length; cell++) {
        if (first[cell] >= FLOODED_M) permanentDepthM[cell] = first[cell] + PERMANENT_RISE_M;
      }
    }
    return { ...this.ground, permanentDepthM };
  }

  /** As storage keeps it. */
  pack(): { readonly value: unknown; readonly bytes: number } {
    const value = { version: 1, ground: this.ground, frames: this.frames, maps: this.maps };
    const bytes = this.frames.reduce((sum, frame) => sum + frame.depthM.byteLength + frame.speedMS.byteLength, 0);
    return { value, bytes };
  }

  /** From storage; undefined for what another version kept. */
  static unpack(value: unknown): RunWater | undefined {
    const kept = value as { version?: number; ground: RunGround; frames: Frame[]; maps?: Maps } | undefined;
    if (kept?.version !== 1) return undefined;
    const water = new RunWater(kept.ground);
    for (const frame of kept.frames) water.add(frame);
    water.maps = kept.maps;
    return water;
  }

  get timesS(): number[] {
    return this.frames.map((frame) => frame.timeS);
  }

  get count(): number {
    return this.frames.length;
  }

  add(frame: Frame): void {
    this.frames.push(frame);
  }

  /** The frame with an index; the same object each time. */
  frame(index: number): Frame | undefined {
    return this.frames[index];
  }

  /** The two frames around a time and how far it lies between them, 0–1. */
  around(timeS: number): { readonly a: Frame; readonly b: Frame; readonly mix: number } | undefined {
    const { frames } = this;
    if (frames.length === 0) return undefined;
    let after = frames.findIndex((frame) => frame.timeS > timeS);
    if (after < 0) after = frames.length;
    const a = frames[Math.max(0, after - 1)];
    const b = frames[Math.min(frames.length - 1, after)];
    return { a, b, mix: b.timeS > a.timeS ? (timeS - a.timeS) / (b.timeS - a.timeS) : 0 };
  }

  /** Water over time at a cell; says why where there is none. */
  series(cell: number): CellSeries {
    const { kind, groundM } = this.ground;
    const empty = { timesS: [], depthM: [], speedMS: [], levelM: [] };
    if (cell < 0 || kind[cell] === CELL.noData) return { state: 'outside', groundM: undefined, ...empty };
    const ground = groundM[cell];
    const block = kind[cell] === CELL.block;
    const timesS = this.timesS;
    const depthM = this.frames.map((frame) => (block ? 0 : frame.depthM[cell]));
    const speedMS = this.frames.map((frame) => (block ? 0 : frame.speedMS[cell]));
    return { state: block ? 'block' : 'ok', groundM: ground, timesS, depthM, speedMS, levelM: depthM.map((depth) => ground + depth) };
  }
}
