import type { LayerId } from '../../layers/types.ts';
import { type City, InputError, openCity, saveCity } from '../../src/city/index.ts';
import { type Measure, type ResolvedScenario, type Scenario, writeScenario } from '../../src/scenario/index.ts';
import { type MeasureOnGrid, measureOnGrid } from '../domain/measures/onGrid.ts';
import { planRun } from '../domain/plan.ts';
import type { Planned } from '../domain/run.ts';
import type { Assumptions, RoadUser } from '../impact/index.ts';
import type { FileRole } from '../import/identify.ts';
import { readRaster } from '../raster/read.ts';
import { openScene, type SceneModel } from '../scene/index.ts';
import type { ImageTileRequest, SceneHit, ScenePart, SceneRay, SceneTheme } from '../scene/types.ts';
import { Drains } from './drains.ts';
import { exportFiles } from './exports.ts';
import { findingsOf } from './findings.ts';
import { ImpactDesk } from './impact.ts';
import { featureAt, type Places, placeName, placesOf, search } from './places.ts';
import { RespondDesk } from './respond.ts';
import { contextOf, filesOf, rolesOf, scenariosOf } from './source.ts';
import { summarise } from './summary.ts';
import type {
  CityApi,
  CitySource,
  CutOff,
  DrainProfile,
  DrainTable,
  DrainTrace,
  ExportedFiles,
  ExportWish,
  FeatureSheet,
  FinishedRun,
  ImpactSummary,
  LayerFinding,
  NamedFile,
  OpenedCity,
  OpenProgress,
  RespondTable,
  RouteAnswer,
  RouteAsk,
  SearchResult,
} from './types.ts';
import { witness } from './witness.ts';

interface Open {
  readonly city: City;
  readonly scene: SceneModel;
  readonly opened: OpenedCity;
  places: Places | undefined;
  drains: Drains | undefined;
  readonly impact: ImpactDesk;
  respond: RespondDesk | undefined;
}

/** The City that is open, and everything that the page asks of it. Runs in the city worker; tests call it as it is. */
export class CitySession implements CityApi {
  private open_: Open | undefined;
  private generation = 0;

  async open(source: CitySource, onProgress: (progress: OpenProgress) => void = () => {}): Promise<OpenedCity> {
    const witnessed = witness(await filesOf(source));
    const city = await openCity(witnessed.files, {
      onProgress: (file) => onProgress({ file }),
    });
    const fingerprint = await witnessed.fingerprint();
    onProgress({ file: city.terrain.file });
    const ground = await readRaster(city.terrain.bytes, city.terrain.file, { crs: city.manifest.crs });
    const context = await contextOf(city);
    const scenarios = await scenariosOf(city);
    const scene = openScene({ city, ground, ...(context ? { context } : {}) });
    const opened = { ...summarise(city, scene.city, ground, scenarios), fingerprint };
    this.generation++;
    this.open_ = {
      city,
      scene,
      opened,
      places: undefined,
      drains: undefined,
      impact: new ImpactDesk(city),
      respond: undefined,
    };
    return opened;
  }

  async roles(files: readonly NamedFile[]): Promise<readonly FileRole[]> {
    return (await rolesOf(files)).map(({ role }) => role);
  }

  private get current(): Open {
    if (!this.open_) throw new InputError('city.none', 'No city is open.', 'Chưa mở thành phố nào.');
    return this.open_;
  }

  async parts(_theme: SceneTheme, onPart: (part: ScenePart) => void | Promise<void>): Promise<void> {
    const { scene } = this.current;
    const generation = this.generation;
    for (const part of scene.parts()) {
      await onPart(part);
      if (generation !== this.generation) return;
    }
  }

  async imageTile(request: ImageTileRequest): Promise<ImageBitmap | undefined> {
    return this.open_?.scene.imageTile(request);
  }

  async heightTile(level: number, x: number, y: number): Promise<Float32Array> {
    return this.current.scene.heightTile(level, x, y);
  }

  async pick(ray: SceneRay): Promise<SceneHit | undefined> {
    return this.open_?.scene.pick(ray);
  }

  private get places(): Places {
    const open = this.current;
    open.places ??= placesOf(open.city);
    return open.places;
  }

  async feature(layer: LayerId, index: number): Promise<FeatureSheet | undefined> {
    const { city, opened } = this.current;
    return featureAt(city, opened, layer, index);
  }

  async search(query: string, limit: number): Promise<readonly SearchResult[]> {
    return this.open_ ? search(this.places, query, limit) : [];
  }

  async placeName(lon: number, lat: number): Promise<string | undefined> {
    return this.open_ ? placeName(this.open_.city, this.places, lon, lat) : undefined;
  }

  async findings(layers: readonly LayerId[]): Promise<readonly LayerFinding[]> {
    const { city, scene } = this.current;
    return findingsOf(city, layers, (x, y) => scene.ground.shownAt(x, y));
  }

  /** Made when first asked for; undefined where the City has no drains. */
  private get drains(): Drains | undefined {
    const open = this.current;
    const layer = open.city.layers.get('drainage');
    if (layer?.kind === 'network')
      open.drains ??= new Drains(layer, open.scene.ground, open.scene.city.ellipsoidOffsetM);
    return open.drains;
  }

  async traceDrains(index: number): Promise<DrainTrace | undefined> {
    return this.drains?.trace(index);
  }

  async drainProfile(from: number, to: number): Promise<DrainProfile | undefined> {
    return this.drains?.profile(from, to);
  }

  async drainTable(): Promise<DrainTable | undefined> {
    return this.drains?.table();
  }

  async assess(run: FinishedRun, assumed: Assumptions): Promise<ImpactSummary> {
    return this.current.impact.summary(run, assumed);
  }

  async exportFiles(wish: ExportWish): Promise<ExportedFiles | undefined> {
    const { city, impact } = this.current;
    return exportFiles(city, impact, wish);
  }

  async respond(run: FinishedRun, assumed: Assumptions): Promise<RespondTable | undefined> {
    const open = this.current;
    const { ground, city } = open.scene;
    const shownAt = (x: number, y: number) => ground.shownAt(x, y) + city.ellipsoidOffsetM;
    open.respond = new RespondDesk(open.city, await open.impact.exposureFor(run, assumed), assumed, shownAt);
    return open.respond.table(run);
  }

  async cutOff(user: RoadUser): Promise<CutOff | undefined> {
    return this.current.respond?.cutOff(user);
  }

  async route(ask: RouteAsk): Promise<RouteAnswer | undefined> {
    return this.current.respond?.route(ask);
  }

  async groundAt(places: Float64Array): Promise<Float32Array> {
    const { ground } = this.current.scene;
    return Float32Array.from({ length: places.length / 2 }, (_, i) => ground.levelAt(places[2 * i], places[2 * i + 1]));
  }

  async measureOnGrid(measure: Measure, cellSizeM: number): Promise<MeasureOnGrid | undefined> {
    return measureOnGrid(this.current.city, measure, cellSizeM);
  }

  async buildDomain(scenario: ResolvedScenario, cellSizeM: number, pipes: boolean | 'rough' = true): Promise<Planned> {
    return planRun(this.current.city, scenario, { cellSizeM, pipes });
  }

  async exportPack(scenarios: readonly Scenario[]): Promise<Uint8Array> {
    const { city } = this.current;
    const folder = (city.manifest.scenarios ?? 'scenarios/').replace(/\/?$/, '/');
    const extra = new Map(
      scenarios.map((scenario) => [`${folder}${scenario.id}.json`, new TextEncoder().encode(writeScenario(scenario))]),
    );
    return saveCity(city, extra);
  }
}
