import type { Ground } from './infiltration.ts';

/** Longest piece of a step, s. */
const PIECE_S = 30;

/** A plane from which water runs off: dy/dt = inflow − losses − α (y − hollow)^(5/3) (Reference Manual I, §3.2). */
export class Plane {
  /** Depth of water, m. */
  readonly state = new Float64Array(1);
  runoffMS = 0;
  infiltrationMS = 0;
  evaporationMS = 0;

  constructor(
    readonly areaM2: number,
    /** W √S / (n A), m^(−2/3)/s. */
    private readonly alpha: number,
    private readonly hollowM: number,
    readonly ground: Ground | undefined,
  ) {}

  /** Takes water (m/s, rain and run-on together) for a step; evaporation comes first, then the ground. */
  step(inflowMS: number, evaporationMS: number, dtS: number): void {
    const pieces = Math.ceil(dtS / PIECE_S);
    const piece = dtS / pieces;
    let [ran, soaked, dried] = [0, 0, 0];
    for (let i = 0; i < pieces; i++) {
      const depth = this.state[0];
      const evaporates = Math.min(evaporationMS, depth / piece + inflowMS);
      const offered = Math.max(0, inflowMS - evaporates);
      const stands = Math.max(0, depth - Math.max(0, evaporates - inflowMS) * piece);
      const soaks = this.ground ? Math.min(this.ground.take(offered, stands, piece), offered + stands / piece) : 0;
      const full = Math.max(0, depth + (inflowMS - evaporates - soaks) * piece);
      const ends = this.drained(full, piece);
      ran += full - ends;
      soaked += soaks * piece;
      dried += evaporates * piece;
      this.state[0] = ends;
    }
    this.runoffMS = ran / dtS;
    this.infiltrationMS = soaked / dtS;
    this.evaporationMS = dried / dtS;
  }

  /** y + dt α (y − hollow)^(5/3) = full, by Newton from above: convex, so it never passes the root. */
  private drained(full: number, dtS: number): number {
    const over = full - this.hollowM;
    if (over <= 0) return full;
    if (this.alpha <= 0) return this.hollowM;
    const gain = dtS * this.alpha;
    let y = over;
    for (let i = 0; i < 40; i++) {
      const power = Math.cbrt(y) ** 2;
      const step = (y + gain * power * y - over) / (1 + (5 / 3) * gain * power);
      y -= step;
      if (step < 1e-12) break;
    }
    return this.hollowM + Math.max(0, y);
  }
}
