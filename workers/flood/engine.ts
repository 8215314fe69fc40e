import type { Frame, GaugeSample, Maps, Progress, VolumesM3, Warning } from './types.ts';
import type { Underground, UndergroundPast } from './underground.ts';

/** How an engine was built: plain TypeScript, WebAssembly with 128-bit vectors, with fused multiply-add, graphics card. */
export type Build = 'ts' | 'simd' | 'simd-fma' | 'webgpu';

/**
 * One engine with the water of one Domain in its hands. It knows nothing of outputs, pauses and listeners: those are
 * the driver's (`run.ts`). Calls never overlap; each may answer at once or later.
 */
export interface Engine {
  readonly solver: 'inertial' | 'full';
  readonly build: Build;
  readonly threads: number;
  /** What beside solver and build changes its results: part of a run's identity. */
  readonly variant?: string;
  /** Computed cells of the Domain. */
  readonly cells: number;
  /** Time that the water has reached, s. */
  readonly timeS: number;
  /** Steps so far; with local steps those of the finest level. */
  readonly steps: number;
  /** Cell updates so far. */
  readonly cellSteps: number;
  /** What befell the engine and people should know; it may grow while the run goes on. */
  readonly warnings?: readonly Warning[];
  /**
   * Computes on until `stopS`, reached exactly, or until `due()` tells that the thread is wanted elsewhere, which is
   * asked at least every few tens of milliseconds.
   */
  advance(stopS: number, due: () => boolean): void | Promise<void>;
  /**
   * An output time is reached: boundaries stand at their levels, maps are rated up to now, and whatever steers the
   * next step is derived anew from the water alone, so that a run taken up from here gives the same bytes.
   */
  settle(): void | Promise<void>;
  /** The water now. */
  frame(): Frame | Promise<Frame>;
  /** Area with depth ≥ 0.15 m that was not there at the start, m². */
  floodedM2(): number | Promise<number>;
  volumes(): VolumesM3 | Promise<VolumesM3>;
  maps(): Maps | Promise<Maps>;
  /** All that it takes to go on from here. Valid only right after `settle`. */
  snapshot(): Snapshot | Promise<Snapshot>;
  close(): void;
}

/**
 * The state of a run at an output time, free of the engine that wrote it: another engine, another build or a changed
 * Domain can go on from it. Fields lie on the Domain's grid with one ghost cell all round:
 * `(row + 1) * (cols + 2) + col + 1`.
 */
export interface Snapshot {
  readonly format: 'twin-state/1';
  readonly cols: number;
  readonly rows: number;
  readonly timeS: number;
  readonly steps: number;
  readonly cellSteps: number;
  /** Depth, m, and what its rounding to 32 bits left over. */
  readonly depthM: Float32Array;
  readonly restM: Float32Array;
  /**
   * Discharge per metre of width, m²/s, positive east and south: `faces`: through each cell's east and south face;
   * `centres`: at its centre.
   */
  readonly fluxAt: 'faces' | 'centres';
  readonly fluxX: Float32Array;
  readonly fluxY: Float32Array;
  /** Infiltrated so far, m; absent where no loss depends on it. 64 bits where the engine has them: it grows by little. */
  readonly soakedM?: Float32Array | Float64Array;
  readonly maps: {
    readonly depthMax: Float32Array;
    readonly deepestAt: Float32Array;
    readonly speedMax: Float32Array;
    readonly productMax: Float32Array;
    readonly hazardMax: Float32Array;
    readonly arrival: Float32Array;
    readonly duration: Float32Array | Float64Array;
  };
  /** 1 where at least 0.15 m stood at the start. */
  readonly floodedBefore: Uint8Array;
  /** State of the pipes underneath, where there are any. */
  readonly pipes?: Float64Array;
  /** What they are, and their past; put in by whoever drives both. */
  readonly past?: UndergroundPast;
  /** Running sums of the water balance, in the units of `volumes`. */
  readonly volumeM3: VolumesM3;
  /** How the water came here; put in by the driver. */
  readonly lineage?: Lineage;
}

/** The Domains (their hashes) that a run was computed with, one after the other, each from a time on. */
export type Lineage = readonly { readonly fromS: number; readonly domain: string }[];

export interface RunOptions {
  /** Threads to compute with; default: as many as the machine has. */
  readonly threads?: number;
  /** Where to compute: on the processor, or on a graphics card if there is any. Default: a real card, else the processor. */
  readonly place?: 'processor' | 'card';
  /** `local`: shallow places step less often than deep ones; `global`: all step alike. Default: local. */
  readonly steps?: 'local' | 'global';
  /** Of the full equations, in space and time. Default: 2; 1 takes half the time and smears waves. */
  readonly order?: 1 | 2;
  /** Pipes under the Domain, at the time where the run begins. They are computed on the processor. */
  readonly underground?: Underground;
  /** A promise is waited for, so that a slow taker is not flooded. */
  readonly onFrame?: (frame: Frame) => unknown;
  readonly onProgress?: (progress: Progress) => void;
  readonly onGauges?: (sample: GaugeSample) => void;
  readonly signal?: AbortSignal;
  /** Resolves while the run may go on; awaited between slices, so that a run can be paused. */
  readonly gate?: () => Promise<void> | undefined;
  /** Identity of the Domain, put in the summary. */
  readonly hash?: string;
  /** Asks for one engine; default: the fastest that this machine has. */
  readonly build?: Build;
  /** Called at each output time with a way to take the state, for checkpoints and forks. */
  readonly onState?: (take: () => Snapshot | Promise<Snapshot>) => void | Promise<void>;
  /**
   * Called when the run is held at the gate, with a way to take the state between output times. Taking it settles the
   * water: a run that then went on would differ in its last bits, so it is to end.
   */
  readonly onHold?: (take: () => Promise<Snapshot>) => void;
  /** Goes on from here instead of from the Domain's start. Frames come from the next output time on. */
  readonly from?: Snapshot;
}
