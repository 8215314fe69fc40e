import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { InputError } from '../../src/city/errors.ts';
import type { City } from '../../src/city/types.ts';
import {
  parseScenario,
  type ResolvedScenario,
  readParents,
  resolveScenario,
  type Scenario,
} from '../../src/scenario/index.ts';
import type { ReadScenarioFile } from '../domain/index.ts';
import { fromCaller } from './arguments.ts';

/** A scenario, the label of its file, and how files beside it are read. */
interface Found {
  readonly scenario: Scenario;
  readonly beside: (path: string) => Promise<Uint8Array | undefined>;
}

/**
 * The scenario that `--scenario` names: a file, or an id of the City's scenarios. Parents are looked for beside the
 * file, then in the City.
 * @throws InputError where there is none
 */
export async function findScenario(
  city: City,
  named: string,
): Promise<{ readonly scenario: ResolvedScenario; readonly readScenarioFile: ReadScenarioFile }> {
  const path = fromCaller(named);
  const own = await fromDisk(path);
  const found = own ?? (await inCity(city, named));
  if (!found) {
    const known = await cityScenarioIds(city);
    throw new InputError(
      'scenario.not-found',
      `--scenario ${named}: expected a file or an id of the city's scenarios (${known.join(', ') || 'it has none'}), found neither.`,
    );
  }
  const all = new Map<string, Found>([[found.scenario.id, found]]);
  const parents = await readParents(found.scenario, async (id) => {
    const parent = (own && (await byId(dirname(path), id))) ?? (await inCity(city, id));
    if (parent) all.set(id, parent);
    return parent?.scenario;
  });
  return {
    scenario: resolveScenario(found.scenario, (id) => parents.get(id)),
    readScenarioFile: async (file, scenarioId) => (await all.get(scenarioId)?.beside(file)) ?? city.files.read(file),
  };
}

const isMissing = (cause: unknown): boolean =>
  cause instanceof Error && 'code' in cause && ['ENOENT', 'EISDIR', 'ENOTDIR'].includes(String(cause.code));

async function readOrNothing(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path);
  } catch (cause) {
    if (isMissing(cause)) return undefined;
    throw cause;
  }
}

async function fromDisk(path: string): Promise<Found | undefined> {
  const bytes = await readOrNothing(path);
  if (!bytes) return undefined;
  return {
    scenario: parseScenario(new TextDecoder().decode(bytes), basename(path)),
    beside: (file) => readOrNothing(join(dirname(path), file)),
  };
}

/** The scenario of an id in a folder: the file of that name, else any that says so. */
async function byId(folder: string, id: string): Promise<Found | undefined> {
  const named = await fromDisk(join(folder, `${id}.json`));
  if (named?.scenario.id === id) return named;
  for (const name of await readdir(folder)) {
    if (!name.endsWith('.json')) continue;
    const text = new TextDecoder().decode(await readOrNothing(join(folder, name)));
    if (!text.includes('twin-scenario/') || !text.includes(`"${id}"`)) continue;
    const found = await fromDisk(join(folder, name));
    if (found?.scenario.id === id) return found;
  }
  return undefined;
}

const scenarioFolder = (city: City): string => (city.manifest.scenarios ?? 'scenarios/').replace(/\/?$/, '/');

async function cityScenarioFiles(city: City): Promise<readonly string[]> {
  const folder = scenarioFolder(city);
  const list = (await city.files.list()) ?? [];
  return list.filter((path) => path.startsWith(folder) && path.endsWith('.json') && path !== `${folder}index.json`);
}

async function cityScenarioIds(city: City): Promise<string[]> {
  return (await cityScenarioFiles(city)).map((path) => basename(path, '.json')).sort();
}

async function inCity(city: City, id: string): Promise<Found | undefined> {
  const folder = scenarioFolder(city);
  const beside = (file: string): Promise<Uint8Array | undefined> => city.files.read(`${folder}${file}`);
  const candidates = [`${folder}${id}.json`, ...(await cityScenarioFiles(city))];
  for (const path of candidates) {
    if (path.includes('..')) continue;
    const bytes = await city.files.read(path);
    if (!bytes) continue;
    const text = new TextDecoder().decode(bytes);
    if (!text.includes(`"${id}"`)) continue;
    const scenario = parseScenario(text, path);
    if (scenario.id === id) return { scenario, beside };
  }
  return undefined;
}
