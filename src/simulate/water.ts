import type { CellWater, KeeperApi } from '../../workers/city/keeper.ts';
import type { PipeHistory } from '../../workers/domain/pipeLog.ts';
import {
  CELL,
  type Domain,
  type Frame,
  type Grid,
  type Maps,
  type Summary,
  type Warning,
} from '../../workers/flood/types.ts';

/** Frames are unpacked into at most this much memory, bytes; the keeper's worker has all of them packed. */
const UNPACKED_BYTES = 128e6;
/** Depth from which a cell counts as flooded, m. */
const FLOODED_M = 0.05;
/** Rivers and the sea rise with the tide by less than this; only above it would their water be drawn as flood, m. */
const PERMANENT_RISE_M = 3;

/** Where a run's water stands: what the map and the point panel must know of its Domain. */
export interface RunGround {
  readonly grid: Grid;
  readonly kind: Uint8Array;
  readonly groundM: Float32Array;
}

/** Water over time at one cell. */
export interface CellSeries extends CellWater {
  readonly state: 'ok' | 'outside' | 'block';
  readonly groundM: number | undefined;
  readonly levelM: number[];
}

/** Who keeps the packed frames: the keeper's worker of the run. */
export type WaterKeeper = Pick<KeeperApi, 'frame' | 'series' | 'stored'>;

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

/** The water of a run: times of its frames, those that were looked at lately unpacked, its maps once it is done. */
export class RunWater {
  readonly timesS: number[] = [];
  maps: Maps | undefined;
  summary: Summary | undefined;
  /** Heads in the pipes, once a run that computed them is done. */
  pipes: PipeHistory | undefined;
  /** What was assumed or not computed, once the run is done. */
  warnings: readonly Warning[] = [];
  /** Told when a frame that was missing has come. */
  onLoaded: (() => void) | undefined;
  /** Depth of each cell when the run began. */
  initialDepthM: Float32Array | undefined;
  private readonly unpacked = new Map<number, Frame>();
  /** Frames that were looked for last and are not unpacked, in the order in which they are needed. */
  private wanted: readonly number[] = [];
  private asking = false;
  /** True once nobody answers any more. */
  closed = false;
  private leave: (reason: unknown) => void = () => {};
  /** Rejects then: a question to a thread that has ended would wait for ever. */
  private readonly gone = new Promise<never>((_, reject) => {
    this.leave = reject;
  });

  constructor(
    readonly ground: RunGround,
    private readonly keeper: WaterKeeper,
    /** Ends the keeper. */
    private readonly end: () => void,
  ) {
    this.gone.catch(() => {});
  }

  get count(): number {
    return this.timesS.length;
  }

  /** A frame as it is computed; one that comes without its water is asked for when it is looked at. */
  add(timeS: number, frame: Frame | undefined): void {
    const index = this.timesS.length;
    this.timesS.push(timeS);
    if (frame) this.hold(index, frame);
  }

  /** Frames that the keeper has from before. */
  async adopt(timesS: readonly number[]): Promise<void> {
    this.timesS.push(...timesS);
    if (timesS.length > 0) this.hold(0, await this.keeper.frame(0));
  }

  /** Forgets all but the first frames. */
  rewind(frames: number): void {
    this.timesS.length = frames;
    for (const index of [...this.unpacked.keys()]) if (index >= frames) this.unpacked.delete(index);
  }

  private hold(index: number, frame: Frame): void {
    if (index === 0) this.initialDepthM ??= frame.depthM.slice();
    this.unpacked.delete(index);
    this.unpacked.set(index, frame);
    const each = frame.depthM.byteLength + frame.speedMS.byteLength;
    const most = Math.max(4, Math.floor(UNPACKED_BYTES / each));
    while (this.unpacked.size > most) this.unpacked.delete(this.unpacked.keys().next().value as number);
  }

  /** One frame at a time is asked for, and only what was looked for last: quick scrubbing leaves no queue behind. */
  private ask(): void {
    const index = this.wanted.find((wanted) => !this.unpacked.has(wanted));
    if (this.asking || index === undefined) return;
    this.asking = true;
    this.keeper
      .frame(index)
      .then((frame) => {
        this.asking = false;
        if (this.timesS[index] === frame.timeS) this.hold(index, frame);
        this.onLoaded?.();
        this.ask();
      })
      .catch(() => {
        this.asking = false;
        this.wanted = [];
      });
  }

  /** The two frames around a time and how far it lies between them, 0–1; undefined while they are being unpacked. */
  around(timeS: number): { readonly a: Frame; readonly b: Frame; readonly mix: number } | undefined {
    const { timesS } = this;
    if (timesS.length === 0) return undefined;
    let after = timesS.findIndex((time) => time > timeS);
    if (after < 0) after = timesS.length;
    const first = Math.max(0, after - 1);
    const second = Math.min(timesS.length - 1, after);
    const a = this.unpacked.get(first);
    const b = this.unpacked.get(second);
    // The next one is asked for before it is needed.
    this.wanted = second + 1 < timesS.length ? [first, second, second + 1] : [first, second];
    this.ask();
    if (!a || !b) return undefined;
    return { a, b, mix: b.timeS > a.timeS ? Math.min(1, (timeS - a.timeS) / (b.timeS - a.timeS)) : 0 };
  }

  /** Water over time at a cell; says why where there is none. */
  async series(cell: number): Promise<CellSeries> {
    const { kind, groundM } = this.ground;
    if (cell < 0 || kind[cell] === CELL.noData) {
      return { state: 'outside', groundM: undefined, timesS: [], depthM: [], speedMS: [], levelM: [] };
    }
    const ground = groundM[cell];
    const block = kind[cell] === CELL.block;
    const whole = this.unpacked.size === this.timesS.length;
    const frames = [...this.unpacked].sort((a, b) => a[0] - b[0]).map(([, frame]) => frame);
    const water: CellWater = whole
      ? {
          timesS: [...this.timesS],
          depthM: frames.map((f) => f.depthM[cell]),
          speedMS: frames.map((f) => f.speedMS[cell]),
        }
      : await Promise.race([this.keeper.series(cell), this.gone]);
    const depthM = block ? water.depthM.map(() => 0) : water.depthM;
    return {
      state: block ? 'block' : 'ok',
      groundM: ground,
      timesS: water.timesS,
      depthM,
      speedMS: block ? depthM : water.speedMS,
      levelM: depthM.map((depth) => ground + depth),
    };
  }

  /** For the stage: cells that were wet from the start are river, lake or sea, which the basemap draws. */
  stageDomain(): RunGround & { readonly permanentDepthM: Float32Array } {
    const permanentDepthM = new Float32Array(this.ground.kind.length);
    const first = this.initialDepthM;
    if (first) {
      for (let cell = 0; cell < first.length; cell++) {
        if (first[cell] >= FLOODED_M) permanentDepthM[cell] = first[cell] + PERMANENT_RISE_M;
      }
    }
    return { ...this.ground, permanentDepthM };
  }

  /** The frames in the stored form. */
  stored(): Promise<Blob> {
    return this.keeper.stored();
  }

  close(): void {
    this.onLoaded = undefined;
    this.closed = true;
    this.leave(new DOMException('The water of this run is closed.', 'AbortError'));
    this.end();
  }
}
