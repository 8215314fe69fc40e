import type { Position } from '../../src/city/types.ts';
import type { LineInfo } from './arrange.ts';

/**
 * Rings of vertices that share their edges. When one ring cuts an edge, its neighbour learns of the new vertex the
 * next time that it is looked at (`expand`), so streets always meet at common vertices.
 */
export class StreetMesh {
  readonly vertices: Position[];
  private readonly edges = new Map<number, { info: LineInfo; middle: number }>();

  constructor(vertices: readonly Position[]) {
    this.vertices = [...vertices];
  }

  private key(a: number, b: number): number {
    return a < b ? a * 4_194_304 + b : b * 4_194_304 + a;
  }

  link(a: number, b: number, info: LineInfo): void {
    this.edges.set(this.key(a, b), { info, middle: -1 });
  }

  infoOf(a: number, b: number): LineInfo | undefined {
    return this.edges.get(this.key(a, b))?.info;
  }

  addVertex(at: Position): number {
    this.vertices.push(at);
    return this.vertices.length - 1;
  }

  /** Cuts edge a–b at a new vertex. */
  cut(a: number, b: number, at: Position): number {
    const edge = this.edges.get(this.key(a, b));
    if (!edge) throw new Error('a ring names an edge that the mesh does not have');
    const v = this.addVertex(at);
    edge.middle = v;
    this.link(a, v, edge.info);
    this.link(v, b, edge.info);
    return v;
  }

  /** The ring with all vertices that its edges have been cut at since. */
  expand(ring: readonly number[]): number[] {
    const out: number[] = [];
    const walk = (a: number, b: number): void => {
      const middle = this.edges.get(this.key(a, b))?.middle ?? -1;
      if (middle < 0) {
        out.push(a);
        return;
      }
      walk(a, middle);
      walk(middle, b);
    };
    for (let i = 0; i < ring.length; i++) walk(ring[i], ring[(i + 1) % ring.length]);
    return out;
  }

  /** Edges as they are now, uncut. */
  *leaves(): Generator<{ a: number; b: number; info: LineInfo }> {
    for (const [key, { info, middle }] of this.edges) {
      if (middle < 0) yield { a: Math.floor(key / 4_194_304), b: key % 4_194_304, info };
    }
  }
}
