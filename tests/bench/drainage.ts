import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { readModel } from '../../src/city/inp/swmm/index.ts';
import { readInp } from '../../src/city/inp/tokens.ts';
import { networkOf } from '../../workers/domain/network/index.ts';
import { createDrainage, type Network } from '../../workers/drainage/index.ts';
import { median } from './statistics.ts';

const STEP_S = 5;
const REPEATS = 5;
const MODEL = resolve(import.meta.dirname, '../../../shared/data/drainage/inp/tree2k.inp');

/** ms a step of 5 s over two hours of a storm: the published network of 2,000 pipes where it is, and one made here. */
export async function benchDrainage(): Promise<unknown> {
  const made = { 'made tree of 2,000 pipes': madeTree(2000), 'the same, 500 streets coupled': madeTree(2000, 500) };
  const report: Record<string, unknown> = {};
  if (existsSync(MODEL)) {
    const { network } = networkOf(readModel(readInp(readFileSync(MODEL), 'tree2k.inp')));
    report['tree2k.inp'] = measure({ network, coupled: 0 });
  } else console.log('Skipped: no tree2k.inp in ../shared/data/drainage.');
  for (const [name, one] of Object.entries(made)) report[name] = measure(one);
  return report;
}

interface Bench {
  readonly network: Network;
  /** Nodes that share a street with the surface. */
  readonly coupled: number;
}

function measure({ network, coupled }: Bench): unknown {
  const openings = network.nodes
    .filter(({ kind }) => kind === 'junction')
    .slice(0, coupled)
    .map(({ id }, surface) => ({ node: id, surface, openingM2: 0.5, perimeterM: 2.5 }));
  const surfaces = openings.map(({ node }) => {
    const found = network.nodes.find(({ id }) => id === node);
    return { areaM2: 64, bedM: found?.kind === 'junction' ? (found.rimM ?? 0) : 0 };
  });
  const msPerStep: number[] = [];
  let [createMs, newton, retries] = [0, 0, 0];
  for (let r = 0; r < REPEATS; r++) {
    const began = performance.now();
    const drainage = createDrainage(network, { surfaces, openings });
    createMs = performance.now() - began;
    const steps = 7200 / STEP_S;
    const start = performance.now();
    for (let s = 0; s < steps; s++) {
      for (let k = 0; k < coupled; k++) drainage.setSurfaceDepth(k, 0.1 + 0.05 * Math.sin(s / 50 + k));
      drainage.step(STEP_S);
    }
    msPerStep.push((performance.now() - start) / steps);
    newton = drainage.counts.newtonSteps / steps;
    retries = drainage.counts.retries;
  }
  return {
    msPerStep: median(msPerStep),
    msPerStepBest: Math.min(...msPerStep),
    createMs,
    newtonPerStep: newton,
    retries,
  };
}

/** A binary tree of pipes that widen towards the outfall, under a storm of an hour. */
function madeTree(pipes: number, coupled = 0): Bench {
  const series = { timesS: [0, 1800, 3600], values: [0, 1, 0] };
  const levelOf = (i: number): number => 0.25 * Math.floor(Math.log2(i + 1));
  return {
    coupled,
    network: {
      nodes: [
        { kind: 'outfall', id: 'O', invertM: -0.5, boundary: { kind: 'free' } },
        ...Array.from({ length: pipes }, (_, i) => ({
          kind: 'junction' as const,
          id: `J${i}`,
          invertM: levelOf(i),
          rimM: levelOf(i) + 3,
        })),
      ],
      links: Array.from({ length: pipes }, (_, i) => ({
        kind: 'conduit' as const,
        id: `C${i}`,
        from: `J${i}`,
        to: i === 0 ? 'O' : `J${(i - 1) >> 1}`,
        lengthM: 50,
        manning: 0.013,
        section: { shape: 'circular' as const, heightM: Math.max(0.3, Math.round(30 / Math.sqrt(i + 10)) / 4) },
        fromLevelM: levelOf(i),
        toLevelM: i === 0 ? -0.5 : levelOf((i - 1) >> 1),
      })),
      inflows: Array.from({ length: pipes }, (_, i) => ({ node: `J${i}`, series, factor: 0.01 })),
    },
  };
}
