import type { Edges } from '../reference/edges.ts';
import type { Levels } from '../reference/levels.ts';
import type { Losses } from '../reference/losses.ts';
import type { Rain, Source } from '../reference/sources.ts';
import type { State } from '../reference/state.ts';
import type { Domain } from '../types.ts';
import { accountWords } from './books.ts';
import { type Card, createCard, type Pass } from './card.ts';
import { blocksOf, type Kernel, LANES, NOW, STATS_WORDS } from './kernel.ts';
import { type Lists, makeLists } from './lists.ts';
import { depthsKernel, tallyKernel } from './mass.ts';
import { planesOf } from './mirror.ts';
import { facesKernel, limitKernel } from './momentum.ts';
import { columnsOf, type Forcing, maxPlanWords } from './plan.ts';
import { soilsKernel, soilWords } from './soils.ts';
import { edgesKernel, exchangeKernel, stepKernel, takeKernel } from './special.ts';

interface Given {
  readonly levels: Levels;
  readonly edges: Edges;
  readonly rain: Rain;
  readonly sources: readonly Source[];
  readonly losses: Losses;
}

/** All that a Domain needs on the card. */
export interface Parts {
  readonly card: Card;
  readonly lists: Lists;
  readonly forcing: Forcing;
  readonly passes: {
    /** The passes of one step, in order; what the Domain does not have is left out. */
    readonly step: readonly Pass[];
    /** The water as it stands; `survey` also sets what steers the next step. */
    readonly tally: Pass;
    readonly survey: Pass;
  };
  /** The held cells' part of the lists with the bed as it is now. */
  heldWords(): Uint32Array<ArrayBuffer>;
}

export async function createParts(device: GPUDevice, domain: Domain, state: State, given: Given): Promise<Parts> {
  const columns = columnsOf(domain);
  const datumsM = domain.levels.map(({ levelM }) => levelM.reduce((sum, level) => sum + level / levelM.length, 0));
  const soils = given.losses.soils?.table.map(soilWords) ?? [];
  const lists = makeLists(state, columns, given, datumsM, soils);
  const size = state.h.length;
  const lossy = given.losses.infiltrationMS !== undefined || given.losses.drainsMS !== undefined;
  const { across, down } = blocksOf(state);
  const strips = state.cols * down;
  const card = await createCard(device, {
    ground: 2 * size,
    water: 2 * size,
    flux: 2 * size,
    raw: 2 * size,
    faceDepth: 2 * size,
    code: size,
    maps: planesOf(given.losses) * size,
    blocks: 2 * across * down,
    series: maxPlanWords(columns),
    lists: lists.words.length,
    accounts: accountWords(lists),
    plan: 4,
    now: NOW.words + 2 * Math.max(1, domain.rain.length),
    stats: STATS_WORDS + (lossy ? 4 * strips : 4),
    tallies: 4 * strips,
  });

  const takes = domain.inflows.some(({ dischargeM3s }) => dischargeM3s.some((discharge) => discharge < 0));
  const special = lists.booked.count + lists.carried.count + lists.held.count + lists.given.count;
  const listed = (kernel: Kernel, count: number): Promise<Pass> => card.pass(kernel, Math.ceil(count / LANES), 1);
  const tally = tallyKernel(state);
  const step = await Promise.all([
    card.pass(stepKernel(state, columns, domain.rain.length), 1, 1),
    ...(soils.length > 0 ? [card.pass(soilsKernel(state, lists.soils, columns), across, down)] : []),
    ...(takes ? [listed(takeKernel(state, lists), lists.given.count)] : []),
    card.pass(facesKernel(state), across, down),
    ...(lists.edges.count > 0 ? [listed(edgesKernel(state, lists.edges), lists.edges.count)] : []),
    card.pass(limitKernel(state), across, down),
    ...(special > 0 ? [listed(exchangeKernel(state, lists, columns), special)] : []),
    card.pass(depthsKernel(state, lossy, soils.length > 0), across, down),
  ]);
  return {
    card,
    lists,
    forcing: { domain, columns, sources: given.sources, datumsM },
    passes: {
      step,
      tally: await card.pass(tally, across, down, { stats: card.spareStats }),
      survey: await card.pass(tally, across, down),
    },
    heldWords() {
      const { start, count } = lists.held;
      const now = makeLists(state, columns, given, datumsM, soils).words;
      return now.slice(start, start + 3 * count);
    },
  };
}
