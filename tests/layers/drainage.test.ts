import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CheckedLayer, CheckedLink, CheckedNode } from '../../layers/checks.ts';
import { checks } from '../../layers/drainage/checks.ts';
import { FINDING_KINDS } from '../../layers/drainage/kinds.ts';
import type { Finding } from '../../layers/types.ts';

interface Network {
  readonly nodes: readonly CheckedNode[];
  readonly links: readonly CheckedLink[];
}
const GROUND_M = 12;

/** A sound tree: each manhole leads downhill to one before it, through pipes that widen towards the outfall. */
const soundTrees = fc
  .array(fc.tuple(fc.nat(), fc.integer({ min: 20, max: 90 })), { minLength: 1, maxLength: 24 })
  .map((list): Network => {
    const outfall: CheckedNode = { id: 'O', kind: 'outfall', at: [0, 0], properties: { invertM: 1 } };
    const nodes = [outfall];
    const rank = [0];
    const links: CheckedLink[] = [];
    for (const [i, [pick, lengthM]] of list.entries()) {
      const below = pick % nodes.length;
      const to = nodes[below];
      const level = Number(to.properties.invertM) + 0.1;
      rank.push(rank[below] + 1);
      const at = [(to.at?.[0] ?? 0) + lengthM, (i + 1) * 7] as const;
      const node = { id: `M${i}`, kind: 'junction', at, properties: { invertM: level, rimM: GROUND_M } };
      nodes.push(node);
      const heightM = 3 - 0.1 * rank[rank.length - 1];
      const path = [at, to.at ?? at];
      links.push({
        id: `C${i}`,
        kind: 'conduit',
        from: node.id,
        to: to.id,
        path,
        properties: {
          shape: 'CIRCULAR',
          heightM,
          widthM: heightM,
          barrels: 1,
          manning: 0.014,
          lengthM: Math.hypot(path[0][0] - path[1][0], path[0][1] - path[1][1]),
          fromInvertM: level,
          toInvertM: level - 0.1,
        },
      });
    }
    return { nodes, links };
  });

const run = (network: Network, groundM = GROUND_M): Finding[] => {
  const data: CheckedLayer = { kind: 'network', ...network };
  return checks(data, { groundM: () => groundM });
};
const codes = (network: Network, groundM?: number): string[] =>
  run(network, groundM).map(({ code, feature }) => `${code} ${feature}`);
const changed = ({ nodes, links }: Network, id: string, properties: object): Network => {
  const change = <T extends CheckedNode | CheckedLink>(list: readonly T[]): T[] =>
    list.map((one) => (one.id === id ? { ...one, properties: { ...one.properties, ...properties } } : one));
  return { nodes: change(nodes), links: change(links) };
};
const scaled = ({ nodes, links }: Network, factor: number): Network => {
  const scale = <T extends CheckedNode | CheckedLink>(list: readonly T[]): T[] =>
    list.map((one) => ({
      ...one,
      properties: Object.fromEntries(
        Object.entries(one.properties).map(([key, value]) =>
          /^(invert|rim|fromInvert|toInvert)M$/.test(key) ? [key, Number(value) * factor] : [key, value],
        ),
      ),
    }));
  return { nodes: scale(nodes), links: scale(links) };
};

describe('checks of any sound network', () => {
  it('find nothing', () => {
    fc.assert(
      fc.property(soundTrees, (network) => {
        expect(codes(network)).toEqual([]);
      }),
    );
  });
  it('find the one pipe that was turned round, whatever its place', () => {
    fc.assert(
      fc.property(soundTrees, fc.nat(), (network, pick) => {
        const link = network.links[pick % network.links.length];
        const { fromInvertM, toInvertM } = link.properties;
        const found = codes(changed(network, link.id, { fromInvertM: toInvertM, toInvertM: fromInvertM }));
        expect(found).toEqual([`adverse-slope ${link.id}`]);
      }),
    );
  });
  it('say once that levels are in feet or of another datum, and nothing of single manholes then', () => {
    fc.assert(
      fc.property(soundTrees, (network) => {
        const [feet, ...more] = run(scaled(network, 1 / 0.3048));
        expect([feet.code, more.filter(({ code }) => /rim|ground|crown/.test(code))]).toEqual(['unit-level', []]);
        expect(feet.message.en).toMatch(/in feet/);
        const [datum] = run(network, GROUND_M + 40);
        expect([datum.code, /datum/.test(datum.message.en)]).toEqual(['unit-level', true]);
      }),
    );
  });
  it('say once that all sizes are millimetres or inches', () => {
    fc.assert(
      fc.property(
        soundTrees,
        fc.constantFrom([1000, 'mm'] as const, [1 / 0.0254, 'inches'] as const),
        (network, [factor, unit]) => {
          const links = network.links.map((link) => ({
            ...link,
            properties: { ...link.properties, heightM: Number(link.properties.heightM) * factor },
          }));
          const sizes = run({ ...network, links });
          expect(sizes.map(({ code }) => code)).toEqual(['unit-size']);
          expect(sizes[0].message.en).toContain(unit);
          expect([sizes[0].feature, ...(sizes[0].also ?? [])].sort()).toEqual(links.map(({ id }) => id).sort());
        },
      ),
    );
  });
  it('find the same whatever the order of the rows', () => {
    fc.assert(
      fc.property(soundTrees, fc.nat(), (network, pick) => {
        const id = network.links[pick % network.links.length].id;
        const faulty = changed(network, id, { lengthM: 0, manning: 4 });
        const turned = { nodes: [...faulty.nodes].reverse(), links: [...faulty.links].reverse() };
        expect(codes(turned).sort()).toEqual(codes(faulty).sort());
        expect(codes(faulty).sort()).toEqual([`no-length ${id}`, `odd-roughness ${id}`]);
      }),
    );
  });
});

const pair: Network = {
  nodes: [
    { id: 'A', kind: 'junction', at: [0, 0], properties: { invertM: 2, rimM: 4 } },
    { id: 'B', kind: 'junction', at: [100, 0], properties: { invertM: 1, rimM: 4 } },
    { id: 'O', kind: 'outfall', at: [200, 0], properties: { invertM: 0 } },
  ],
  links: [
    {
      id: 'P',
      kind: 'conduit',
      from: 'A',
      to: 'B',
      path: [
        [0, 0],
        [100, 0],
      ],
      properties: pipe(2, 1),
    },
    {
      id: 'Q',
      kind: 'conduit',
      from: 'B',
      to: 'O',
      path: [
        [100, 0],
        [200, 0],
      ],
      properties: pipe(1, 0),
    },
  ],
};
function pipe(fromInvertM: number, toInvertM: number): Readonly<Record<string, unknown>> {
  return {
    shape: 'CIRCULAR',
    heightM: 0.8,
    widthM: 0.8,
    barrels: 1,
    manning: 0.014,
    lengthM: 100,
    fromInvertM,
    toInvertM,
  };
}
const also = (link: CheckedLink): Network => ({ ...pair, links: [...pair.links, link] });

describe('a check', () => {
  it.each([
    ['steep', { lengthM: 4 }, ['steep-slope P', 'odd-length P']],
    ['level', { toInvertM: 2 }, ['flat-slope P']],
    ['longer than drawn', { lengthM: 400 }, ['odd-length P']],
    ['as rough as a forest', { manning: 0.2 }, ['odd-roughness P']],
    ['sized in millimetres', { heightM: 800 }, ['unit-size P']],
    ['wider than the next', { heightM: 1.2, widthM: 1.2 }, ['diameter-drop Q']],
    ['wider in two barrels', { barrels: 2 }, ['diameter-drop Q']],
    ['higher but narrower', { shape: 'RECT_CLOSED', heightM: 1, widthM: 0.4 }, []],
    ['above its rim', { heightM: 2.5, shape: 'RECT_OPEN', widthM: 0.1 }, []],
  ] as const)('of a pipe that is %s', (_, properties, expected) => {
    const drop = codes(changed(pair, 'P', properties), 4);
    expect(drop.filter((found) => !found.startsWith('crown'))).toEqual(expected);
  });
  it('finds a circle that nothing controls, and none where a gate or pump stands in it', () => {
    const back = (kind: string, more: object = {}): Network =>
      also({
        id: 'R',
        kind,
        from: 'B',
        to: 'A',
        path: [
          [100, 0],
          [0, 0],
        ],
        properties: { ...pipe(2, 1), ...more },
      });
    const [loop] = run(back('conduit'), 4).filter(({ code }) => code === 'loop');
    expect([loop.feature, ...(loop.also ?? [])].sort()).toEqual(['A', 'B', 'P', 'R']);
    for (const kind of ['pump', 'weir', 'orifice']) expect(codes(back(kind), 4)).not.toContain('loop P');
    expect(codes(back('conduit', { flapGate: true }), 4)).not.toContain('loop P');
  });
  it('finds nodes at one place and links that cannot be drawn', () => {
    const nodes = pair.nodes.map((node) => (node.id === 'B' ? { ...node, at: [0, 0] as const } : node));
    expect(codes({ ...pair, nodes }, 4)).toContain('same-place A');
    const lost = pair.nodes.map((node) => (node.id === 'B' ? { ...node, at: undefined } : node));
    const links = pair.links.map((link) => ({ ...link, path: [] }));
    expect(codes({ nodes: lost, links }, 4)).toEqual(['no-place B', 'no-path P', 'no-path Q']);
  });
  it('calls a part that ends in a pond a warning, one without any way out an error', () => {
    const ending = (kind: string): Network => ({
      ...pair,
      nodes: pair.nodes.map((n) => (n.id === 'O' ? { ...n, kind } : n)),
    });
    expect(run(ending('storage'), 4).map(({ code, severity }) => [code, severity])).toEqual([
      ['no-outfall', 'warning'],
    ]);
    expect(run(ending('junction'), Number.NaN).map(({ code, severity }) => [code, severity])).toEqual([
      ['no-outfall', 'error'],
    ]);
  });
  it('says where, what was found, what is right and what mends it, in both languages', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(FINDING_KINDS)), (code) => {
        const { title, expected, mend } = FINDING_KINDS[code];
        for (const text of [title, expected, mend]) expect(Math.min(text.vi.length, text.en.length)).toBeGreaterThan(3);
      }),
    );
    const [found] = run(changed(pair, 'P', { lengthM: 0 }), 4);
    expect(found).toMatchObject({ item: 'link', feature: 'P', at: [0, 0], severity: 'error' });
    expect(found.mend).toEqual({ vi: 'Nhập chiều dài vẽ: 100,0 m.', en: 'Enter the drawn length: 100.0 m.' });
    expect(found.expected?.en).toBe('a length above 0');
  });
});
