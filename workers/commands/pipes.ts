import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { csvWord, plain } from '../../src/city/csv.ts';
import type { Drainage } from '../drainage/index.ts';

const NODES = 'timeS,id,depthM,headM,floodingM3s\n';
const LINKS = 'timeS,id,flowM3s,depthM,velocityMS\n';

/** Ids in the order of a file. */
interface FileOrder {
  readonly nodes: readonly string[];
  readonly links: readonly string[];
}

/** What pipes hold over time, in the long form of DESIGN §4.4: at each time in the order of the file, where that is given. */
export class PipeTables {
  readonly #nodes = [NODES];
  readonly #links = [LINKS];
  readonly #order: FileOrder | undefined;
  #nodeOrder: readonly number[] | undefined;
  #linkOrder: readonly number[] | undefined;

  constructor(order?: FileOrder) {
    this.#order = order;
  }

  /** @param floodingM3s out of each node, positive */
  add(drainage: Drainage, timeS: number, floodingM3s: (node: number) => number): void {
    const { headM, flowM3s } = drainage;
    const { nodeIds, linkIds } = drainage;
    this.#nodeOrder ??= indicesIn(this.#order?.nodes, nodeIds);
    this.#linkOrder ??= indicesIn(this.#order?.links, linkIds);
    for (const i of this.#nodeOrder)
      this.#nodes.push(row(timeS, nodeIds[i], drainage.depthM(i), headM[i], floodingM3s(i)));
    for (const k of this.#linkOrder)
      this.#links.push(row(timeS, linkIds[k], flowM3s[k], drainage.linkDepthM(k), drainage.speedMS(k)));
  }

  async write(folder: string): Promise<void> {
    await writeFile(join(folder, 'nodes.csv'), this.#nodes.join(''));
    await writeFile(join(folder, 'links.csv'), this.#links.join(''));
  }
}

/** Indices of ids as a file has them; those that it has not come last. */
function indicesIn(file: readonly string[] | undefined, ids: readonly string[]): number[] {
  const place = new Map(file?.map((id, k) => [id, k]));
  const of = (i: number): number => place.get(ids[i]) ?? place.size;
  return [...ids.keys()].sort((a, b) => of(a) - of(b));
}

const row = (timeS: number, id: string, ...numbers: readonly number[]): string =>
  `${[plain(timeS, 3), csvWord(id), ...numbers.map((value) => plain(value, 6))].join(',')}\n`;
