import { proxy, type Remote, releaseProxy, wrap } from 'comlink';
import { unpackError } from '../../workers/city/errors.ts';
import type { CityApi, RouteAnswer } from '../../workers/city/types.ts';

/** The City in its worker, with the calls of `CityApi`; errors for people come back whole. */
export interface CityClient extends CityApi {
  /** Ends the worker. */
  close(): void;
}

/** Starts the city worker. */
export function startCity(): CityClient {
  const worker = new Worker(new URL('../../workers/city.worker.ts', import.meta.url), { type: 'module', name: 'city' });
  const remote: Remote<CityApi> = wrap<CityApi>(worker);
  const told = async <R>(answer: Promise<R>): Promise<R> => {
    try {
      return await answer;
    } catch (error) {
      throw unpackError(error);
    }
  };
  return {
    open: (source, onProgress) => told(remote.open(source, proxy(onProgress ?? (() => {})))),
    roles: (files) => told(remote.roles(files)),
    parts: (theme, onPart) => told(remote.parts(theme, proxy(onPart))),
    imageTile: (request) => told(remote.imageTile(request)),
    heightTile: (level, x, y) => told(remote.heightTile(level, x, y)),
    pick: (ray) => told(remote.pick(ray)),
    feature: (layer, index) => told(remote.feature(layer, index)),
    search: (query, limit) => told(remote.search(query, limit)),
    placeName: (lon, lat) => told(remote.placeName(lon, lat)),
    findings: (layers) => told(remote.findings(layers)),
    traceDrains: (index) => told(remote.traceDrains(index)),
    drainProfile: (from, to) => told(remote.drainProfile(from, to)),
    drainTable: () => told(remote.drainTable()),
    assess: (run, assumed) => told(remote.assess(run, assumed)),
    respond: (run, assumed) => told(remote.respond(run, assumed)),
    cutOff: (user) => told(remote.cutOff(user)),
    route: (ask) => told(remote.route(ask) as Promise<RouteAnswer | undefined>),
    exportFiles: (wish) => told(remote.exportFiles(wish)),
    groundAt: (places) => told(remote.groundAt(places)),
    measureOnGrid: (measure, cellSizeM) => told(remote.measureOnGrid(measure, cellSizeM)),
    buildDomain: (scenario, cellSizeM, pipes) => told(remote.buildDomain(scenario, cellSizeM, pipes)),
    exportPack: (scenarios) => told(remote.exportPack(scenarios)),
    close() {
      remote[releaseProxy]();
      worker.terminate();
    },
  };
}
