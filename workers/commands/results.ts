import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { csvWord, plain } from '../../src/city/csv.ts';
import type { City } from '../../src/city/types.ts';
import type { ResolvedScenario } from '../../src/scenario/types.ts';
import { type Domain, type GaugeSample, mapFiles, type RunResult } from '../flood/index.ts';
import { writeGeoTiff } from '../raster/write.ts';

/** Results of a run as DESIGN §4.4 lists them. */
export interface Results {
  readonly city: City;
  readonly domain: Domain;
  /** What was computed, with all that it inherits. */
  readonly scenario: ResolvedScenario;
  readonly result: RunResult;
  readonly gauges: readonly GaugeSample[];
  readonly frames: Uint8Array;
}

export async function writeResults(out: string, results: Results): Promise<void> {
  const { city, domain, result } = results;
  const { maps } = result;
  await mkdir(out, { recursive: true });
  const tif = (name: string, values: Float32Array): Promise<void> =>
    writeFile(join(out, name), writeGeoTiff({ grid: domain.grid, values, crs: city.crs.code }));
  for (const [name, values] of Object.entries(mapFiles(maps))) await tif(`${name}.tif`, values);
  await writeFile(join(out, 'gauges.csv'), gaugesCsv(domain, results.gauges));
  await writeFile(join(out, 'frames.twin'), results.frames);
  await writeFile(join(out, 'scenario.json'), `${JSON.stringify(asFile(results.scenario), null, 2)}\n`);
  await writeFile(join(out, 'summary.json'), `${JSON.stringify(result.summary, null, 2)}\n`);
}

/** A scenario with nothing left to inherit, as a file that can be computed again. */
function asFile({ givenBy: _, parent: __, ...scenario }: ResolvedScenario): object {
  return { ...scenario, parent: null };
}

/** `timeS`, then depth, level and speed of each gauge; one row an output time. */
export function gaugesCsv(domain: Domain, samples: readonly GaugeSample[]): string {
  const header = ['timeS', ...domain.gauges.flatMap(({ id }) => [`${id}.depthM`, `${id}.levelM`, `${id}.speedMS`])];
  const rows = samples.map((sample) => [
    plain(sample.timeS, 3),
    ...domain.gauges.flatMap((_, k) =>
      [sample.depthM[k], sample.levelM[k], sample.speedMS[k]].map((value) => plain(value, 6)),
    ),
  ]);
  return [header.map(csvWord), ...rows].map((row) => `${row.join(',')}\n`).join('');
}
