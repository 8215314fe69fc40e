import type { City } from '../../src/city/index.ts';
import { editedInp } from '../domain/pipework/inpFile.ts';
import { FrameStore } from '../flood/index.ts';
import { depthTiffs } from '../raster/series.ts';
import { writeCzml } from '../scene/czml.ts';
import type { ImpactDesk } from './impact.ts';
import type { ExportedFiles, ExportWish, FinishedRun } from './types.ts';

/** Files to take away. @returns undefined where there is nothing of the kind: no drains in this City */
export async function exportFiles(
  city: City,
  impact: ImpactDesk,
  wish: ExportWish,
): Promise<ExportedFiles | undefined> {
  switch (wish.what) {
    case 'impact':
      return { files: await impact.files(wish.run, wish.assumed), left: [] };
    case 'series': {
      const { grid, timesS, depthM } = waterOf(wish.run);
      return { files: Object.fromEntries(depthTiffs(grid, city.crs.code, timesS, depthM)), left: [] };
    }
    case 'czml': {
      const { name, description } = wish;
      const text = writeCzml({ name, description, ...waterOf(wish.run) }, city.crs);
      return { files: { 'water.czml': new TextEncoder().encode(text) }, left: [] };
    }
    case 'drains': {
      const file = await editedInp(city, wish.scenario);
      return file && { files: { 'drainage.inp': file.bytes }, left: file.left };
    }
  }
}

function waterOf({ grid, frames, maps }: FinishedRun) {
  const store = FrameStore.open(frames);
  const depthM = (index: number): Float32Array =>
    // Frames know depths only; where nothing is known the maps say so.
    store.read(index).depthM.map((depth, cell) => (Number.isNaN(maps.depthMaxM[cell]) ? Number.NaN : depth));
  return { grid, timesS: store.timesS, depthM };
}
