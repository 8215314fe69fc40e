import type { Engine, Snapshot } from '../engine.ts';
import { barrierTimes, createBarriers, moveBarriers } from '../reference/barriers.ts';
import { NOTHING, openBooks } from '../reference/books.ts';
import { createEdges } from '../reference/edges.ts';
import { createLevels, holdLevels, rateLevels } from '../reference/levels.ts';
import { createLosses } from '../reference/losses.ts';
import { createMaps, finishMaps } from '../reference/maps.ts';
import { initiallyFlooded, takeFrame, uncounted } from '../reference/outputs.ts';
import { nearestOpen } from '../reference/roofs.ts';
import { restore, takeSnapshot } from '../reference/snapshot.ts';
import { createRain, createSources, fastestRise } from '../reference/sources.ts';
import { createState } from '../reference/state.ts';
import { TILE } from '../reference/tiles.ts';
import { linearAt } from '../series.ts';
import { bookedAnew } from '../state.ts';
import { longestStepS } from '../step.ts';
import type { Domain, VolumesM3 } from '../types.ts';
import { NoDevice, openDevice, realAdapter } from './adapter.ts';
import { accountWords, floodedCells, rainedCells, rainM, volumesOf } from './books.ts';
import type { Pass } from './card.ts';
import { blocksOf, NOW, STATS_WORDS } from './kernel.ts';
import { codesOf, fluxOf, groundOf, mapsOf, takeMaps, takeWater, waterOf } from './mirror.ts';
import { createParts } from './parts.ts';
import { makePlan, type Plan } from './plan.ts';
import { STALLED } from './special.ts';

/** Time that one submission should take, ms: short enough for pause and cancel, long beside the way to the card and back. */
const SUBMISSION_MS = 40;
const MOST_STEPS = 512;

/** What has been read back. */
interface Seen {
  readonly volumeM3: VolumesM3;
  readonly floodedM2: number;
}

/**
 * The local-inertial engine on the graphics card: the reference's scheme in WGSL. The processor hands over what comes
 * from outside for a stretch of time (`plan.ts`); the card chooses its steps and is asked only how far it has come.
 *
 * @param from state to go on from
 * @param device where to compute; default: a real graphics card
 * @throws NoDevice where there is none, it is too small or does not compute all of the Domain; DeviceLost (here and from
 *   every call) when it goes away
 */
export async function createWebGpu(domain: Domain, from?: Snapshot, device?: GPUDevice): Promise<Engine> {
  if (domain.culverts?.length || domain.structures?.length) {
    throw new NoDevice('The engine on the graphics card does not compute culverts, weirs and gates.');
  }
  const state = createState(domain);
  const levels = createLevels(domain, state);
  holdLevels(levels, state, 0, true);
  const barriers = createBarriers(domain, state);
  const drainTo = nearestOpen(domain, state);
  const rain = createRain(domain, state, drainTo);
  const sources = createSources(domain, state);
  const losses = createLosses(domain, state, drainTo);
  const edges = createEdges(domain, state, Math.ceil(state.rows / TILE));
  const maps = createMaps(state);
  const floodedBefore = initiallyFlooded(state);
  const cells = state.code.reduce((count, code) => count + (code !== 0 ? 1 : 0), 0);
  const rained = rainedCells(rain);
  const area = state.cellSizeM ** 2;
  const changes = barrierTimes(barriers);
  let { timeS, steps, cellSteps } = from ?? { timeS: 0, steps: 0, cellSteps: 0 };
  if (from) restore(from, state, edges, maps, openBooks(state), floodedBefore, losses.soils?.soakedM);
  moveBarriers(barriers, state, timeS);
  let lastOutputS = timeS;

  const own = device ? undefined : await openDevice(await realAdapter());
  const given = { levels, edges, rain, sources, losses };
  const parts = await createParts(device ?? (own as GPUDevice), domain, state, given).catch((error) => {
    own?.destroy();
    throw error;
  });
  const { card, passes, lists, forcing, heldWords } = parts;

  let carried: VolumesM3 = NOTHING;
  let rainSinceM = 0;
  let steering = { deepestM: 0, emptyingMS: 0 };
  let plan: Plan | undefined;
  let tick = 0;
  let planSteps = 0;
  /** Steps since the last settling, as the card counts them. */
  let turn = 1;
  /** Time until which the soils' capacities hold, as the card counts time; 0: no longer. */
  let until = 0;
  let atOnce = 8;
  /** What has been read back of the water as it is now. */
  let seen: Seen | undefined;
  let waterIsHere = false;

  const steer = (stats: Uint32Array): void => {
    const [deepestM, emptyingMS] = new Float32Array(stats.buffer, stats.byteOffset, 2);
    steering = { deepestM, emptyingMS };
  };

  const count = async (pass: Pass): Promise<Uint32Array> => {
    const [tallies, stats, accounts] = await card.submit(
      [pass],
      [{ name: 'tallies' }, { name: 'stats' }, { name: 'accounts' }],
    );
    const statement = { tallies, stats, accounts };
    seen = {
      volumeM3: volumesOf(carried, rainSinceM, statement, lists, area),
      floodedM2: floodedCells(statement) * area,
    };
    return stats;
  };

  const look = async (): Promise<Seen> => {
    if (!seen) await count(passes.tally);
    return seen as Seen;
  };

  /** Derives what steers the next step from the water alone and closes the books. */
  const close = async (): Promise<void> => {
    card.write('stats', new Uint32Array(STATS_WORDS));
    const stats = await count(passes.survey);
    steer(stats);
    carried = (await look()).volumeM3;
    rainSinceM = 0;
    plan = undefined;
    card.write('stats', new Uint32Array(stats.length - STATS_WORDS), STATS_WORDS);
    card.write('accounts', new Uint32Array(accountWords(lists)));
    // Every block counts as wet just now.
    turn = 1;
    until = 0;
    const { across, down } = blocksOf(state);
    card.write(
      'blocks',
      Uint32Array.from({ length: 2 * across * down }, (_, k) => (k % 2 === 0 ? turn : 0)),
    );
  };

  const upload = async (): Promise<void> => {
    const levelsM = domain.levels.map(({ timesS, levelM }) => linearAt(timesS, levelM, timeS));
    card.write('ground', groundOf(state));
    card.write('water', waterOf(state, levels, levelsM, forcing.datumsM));
    card.write('flux', fluxOf(state));
    card.write('code', codesOf(state, levels, losses, uncounted(domain, floodedBefore)));
    card.write('maps', mapsOf(maps, losses));
    card.write('lists', lists.words);
    await close();
    const { stored } = carried;
    carried = from ? bookedAnew(from, stored) : { ...NOTHING, initial: stored, stored };
    seen = undefined;
  };

  const begin = (stopS: number): Plan => {
    const { deepestM, emptyingMS } = steering;
    const stepS = longestStepS(state.cellSizeM, deepestM, emptyingMS, (aheadS) =>
      fastestRise(sources, state.cellSizeM, timeS, aheadS),
    );
    const next = makePlan(forcing, timeS, stopS, stepS);
    card.write('series', next.words);
    card.write('plan', new Uint32Array([next.ticks, ...new Uint32Array(Float32Array.of(next.tickS).buffer)]));
    const now = new Uint32Array(NOW.words);
    now[NOW.turn] = turn;
    now[NOW.until] = until;
    card.write('now', now);
    tick = 0;
    planSteps = 0;
    plan = next;
    return next;
  };

  /** Goes a number of steps along the plan and asks how far that was. */
  const go = async (along: Plan): Promise<void> => {
    const left = tick > 0 ? Math.ceil(((along.ticks - tick) * planSteps) / tick) + 1 : MOST_STEPS;
    const count = Math.min(atOnce, left, MOST_STEPS);
    const batch = Array.from({ length: count }, () => passes.step).flat();
    const startMs = performance.now();
    const [now, stats] = await card.submit(batch, [
      { name: 'now', words: NOW.words },
      { name: 'stats', words: STATS_WORDS },
    ]);
    const tookMs = performance.now() - startMs;
    atOnce = Math.max(1, Math.min(2 * count, Math.round((count * SUBMISSION_MS) / tookMs)));
    const done = now[NOW.steps] - planSteps;
    // A card that stands still at the start of a plan made for it has water without value, or does not compute at all.
    const finer = now[NOW.stalled] === STALLED.finerPlan && now[NOW.steps] > 0;
    if (done === 0 && !finer) throw new Error(`The flood engine lost its footing at ${timeS} s.`);
    rainSinceM += rainM(rained, along, tick, now[NOW.toTick]);
    planSteps = now[NOW.steps];
    tick = now[NOW.toTick];
    turn = now[NOW.turn];
    until = now[NOW.until];
    timeS = along.timeS(tick);
    steps += done;
    cellSteps += done * cells;
    seen = undefined;
    waterIsHere = false;
    steer(stats);
    if (now[NOW.stalled] || tick === along.ticks) plan = undefined;
  };

  const pull = async (): Promise<void> => {
    if (waterIsHere) return;
    const [water, flux, depth] = await card.submit([], [{ name: 'water' }, { name: 'flux' }, { name: 'faceDepth' }]);
    takeWater(state, water, flux, depth);
    waterIsHere = true;
  };

  const pullMaps = async (): Promise<void> => {
    const [words] = await card.submit([], [{ name: 'maps' }]);
    takeMaps(maps, state, losses, words);
  };

  await upload();

  return {
    solver: 'inertial',
    build: 'webgpu',
    threads: 1,
    cells,
    get timeS() {
      return timeS;
    },
    get steps() {
      return steps;
    },
    get cellSteps() {
      return cellSteps;
    },
    async advance(stopS, due) {
      while (timeS < stopS) {
        let stop = stopS;
        for (const change of changes) if (change > timeS && change < stop) stop = change;
        await go(plan && plan.timeS(plan.ticks) <= stop ? plan : begin(stop));
        if (changes.includes(timeS)) {
          moveBarriers(barriers, state, timeS);
          card.write('ground', groundOf(state));
          card.write('lists', heldWords(), lists.held.start);
        }
        if (due()) return;
      }
    },
    async settle() {
      holdLevels(levels, state, timeS, true);
      rateLevels(levels, state, maps, timeS, timeS - lastOutputS);
      lastOutputS = timeS;
      await close();
    },
    async frame() {
      await pull();
      return takeFrame(state, timeS);
    },
    floodedM2: async () => (await look()).floodedM2,
    volumes: async () => ({ ...(await look()).volumeM3 }),
    async maps() {
      await pullMaps();
      return finishMaps(domain, state, maps);
    },
    async snapshot() {
      await pull();
      await pullMaps();
      const at = { timeS, steps, cellSteps };
      return {
        ...takeSnapshot(state, maps, openBooks(state), floodedBefore, at, losses.soils?.soakedM),
        volumeM3: { ...(await look()).volumeM3 },
      };
    },
    close() {
      card.close();
      own?.destroy();
    },
  };
}
