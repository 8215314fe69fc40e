import type { City } from '../../src/city/index.ts';
import { affectedGeoJson } from '../domain/affected.ts';
import { onExposure } from '../domain/buildings.ts';
import { exposureOf } from '../domain/exposure.ts';
import { FrameStore, mapFiles } from '../flood/index.ts';
import { type Assessment, type Assumptions, assess, type Exposure, tablesOf } from '../impact/index.ts';
import { writeGeoTiff } from '../raster/write.ts';
import type { FinishedRun, ImpactSummary } from './types.ts';

/** Assesses runs of one City; what stands in the way of water is worked out once for each grid. */
export class ImpactDesk {
  private readonly exposures = new Map<string, Promise<Exposure>>();

  constructor(private readonly city: City) {}

  async summary(run: FinishedRun, assumed: Assumptions): Promise<ImpactSummary> {
    const { buildings: _b, roads: _r, hazardClass: _h, facilities, ...rest } = await this.assess(run, assumed);
    const wet = facilities.filter(({ overFloorM }) => overFloorM >= assumed.facilityM);
    return { ...rest, wetFacilities: wet.sort((a, b) => b.overFloorM - a.overFloorM) };
  }

  async files(run: FinishedRun, assumed: Assumptions): Promise<Readonly<Record<string, Uint8Array>>> {
    const { grid, maps: water } = run;
    const assessment = await this.assess(run, assumed);
    const texts = {
      ...tablesOf(await this.exposureFor(run, assumed), assessment),
      ...affectedGeoJson(this.city, assessment),
    };
    const maps = {
      ...mapFiles(water),
      hazard_class: Float32Array.from(assessment.hazardClass),
    };
    return {
      ...Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, new TextEncoder().encode(text)])),
      ...Object.fromEntries(
        Object.entries(maps).map(([name, values]) => [
          `${name}.tif`,
          writeGeoTiff({ grid, values, crs: this.city.crs.code }),
        ]),
      ),
    };
  }

  private async assess(run: FinishedRun, assumed: Assumptions): Promise<Assessment> {
    const frames = FrameStore.open(run.frames);
    const water = { ...run.maps, timesS: frames.timesS, frame: (index: number) => frames.read(index) };
    return assess(await this.exposureFor(run, assumed), water, assumed);
  }

  /** What stands in the way of water on the run's grid. */
  exposureFor({ grid, measures }: FinishedRun, assumed: Assumptions): Promise<Exposure> {
    const { plinthM, floorAreaPerPersonM2 } = assumed;
    const key = `${grid.cols} ${grid.rows} ${grid.cellSizeM} ${plinthM} ${floorAreaPerPersonM2} ${JSON.stringify(onExposure(measures))}`;
    let found = this.exposures.get(key);
    if (!found) {
      found = exposureOf(this.city, grid, assumed, measures);
      this.exposures.set(key, found);
    }
    return found;
  }
}
