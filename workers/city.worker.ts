/** The city worker: a `CitySession` behind comlink; big arrays and pictures are handed over, not copied. */
import { expose, transfer } from 'comlink';
import { packError } from './city/errors.ts';
import { CitySession } from './city/session.ts';
import { buffersOf } from './city/transfer.ts';
import type { CityApi } from './city/types.ts';

const session = new CitySession();
/** Errors for people keep their parts across the thread. */
const told =
  <A extends unknown[], R>(call: (...args: A) => Promise<R>) =>
  (...args: A): Promise<R> =>
    call(...args).catch((error: unknown) => {
      throw packError(error);
    });

const api: CityApi = {
  open: told((source, onProgress) => session.open(source, onProgress)),
  roles: told((files) => session.roles(files)),
  parts: told((theme, onPart) =>
    session.parts(theme, (part) => onPart(transfer(part, [part.glb.buffer as ArrayBuffer]))),
  ),
  imageTile: async (request) => {
    const tile = await session.imageTile(request);
    return tile && transfer(tile, [tile]);
  },
  heightTile: async (level, x, y) => {
    const heights = await session.heightTile(level, x, y);
    return transfer(heights, [heights.buffer as ArrayBuffer]);
  },
  pick: (ray) => session.pick(ray),
  feature: (layer, index) => session.feature(layer, index),
  search: (query, limit) => session.search(query, limit),
  placeName: (lon, lat) => session.placeName(lon, lat),
  findings: told((layers) => session.findings(layers)),
  traceDrains: told(async (index) => {
    const trace = await session.traceDrains(index);
    return trace && transfer(trace, buffersOf(trace));
  }),
  drainProfile: told(async (from, to) => {
    const profile = await session.drainProfile(from, to);
    return profile && transfer(profile, buffersOf(profile));
  }),
  drainTable: told(async () => {
    const table = await session.drainTable();
    return table && transfer(table, buffersOf(table));
  }),
  assess: told((run, assumed) => session.assess(run, assumed)),
  respond: told((run, assumed) => session.respond(run, assumed)),
  cutOff: told((user) => session.cutOff(user)),
  route: told((ask) => session.route(ask)),
  exportFiles: told(async (wish) => {
    const made = await session.exportFiles(wish);
    return made && transfer(made, buffersOf(made.files));
  }),
  groundAt: told((places) => session.groundAt(places)),
  measureOnGrid: told(async (measure, cellSizeM) => {
    const seen = await session.measureOnGrid(measure, cellSizeM);
    return seen && transfer(seen, buffersOf(seen));
  }),
  buildDomain: told(async (scenario, cellSizeM, pipes) => {
    const domain = await session.buildDomain(scenario, cellSizeM, pipes);
    return transfer(domain, buffersOf(domain));
  }),
  exportPack: told(async (scenarios) => {
    const bytes = await session.exportPack(scenarios);
    return transfer(bytes, [bytes.buffer as ArrayBuffer]);
  }),
};

expose(api);
