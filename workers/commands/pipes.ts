import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { csvWord, plain } from '../../src/city/csv.ts';
import type { Drainage } from '../drainage/index.ts';

const NODES = 'timeS,id,depthM,headM,floodingM3s\n';
const LINKS = 'timeS,id,flowM3s,depthM,velocityMS\n';

/** What pipes hold over time, in the long form of DESIGN §4.4. */
export class PipeTables {
  readonly #nodes = [NODES];
  readonly #links = [LINKS];

  /** @param floodingM3s out of each node, positive */
  add(drainage: Drainage, timeS: number, floodingM3s: (node: number) => number): void {
    const { headM, flowM3s } = drainage;
    drainage.nodeIds.forEach((id, i) => {
      this.#nodes.push(row(timeS, id, drainage.depthM(i), headM[i], floodingM3s(i)));
    });
    drainage.linkIds.forEach((id, k) => {
      this.#links.push(row(timeS, id, flowM3s[k], drainage.linkDepthM(k), drainage.speedMS(k)));
    });
  }

  async write(folder: string): Promise<void> {
    await writeFile(join(folder, 'nodes.csv'), this.#nodes.join(''));
    await writeFile(join(folder, 'links.csv'), this.#links.join(''));
  }
}

const row = (timeS: number, id: string, ...numbers: readonly number[]): string =>
  `${[plain(timeS, 3), csvWord(id), ...numbers.map((value) => plain(value, 6))].join(',')}\n`;
