import { describe, expect, test } from 'vitest';
import { inletFlow } from '../../workers/drainage/culverts.ts';
import { createDrainage, type DrainLink, type Network, type Pump } from '../../workers/drainage/index.ts';
import { SectionTables } from '../../workers/drainage/sections/tables.ts';
import { circular, junction, outfall, pipe, steady, tank } from './build.ts';

const pumped = (pump: Partial<Pump>, inflowM3s = 0.05, depthM = 1): Network => ({
  nodes: [tank('well', 0, 20, depthM), junction('J', 3), outfall('O', 2.5)],
  links: [
    { kind: 'pump', id: 'P', from: 'well', to: 'J', type: 4, curve: { x: [0, 4], y: [0.2, 0.2] }, ...pump },
    pipe('C', 'J', 'O', [3, 2.5]),
  ],
  inflows: [steady('well', inflowM3s)],
});

describe('pumps', () => {
  test('switch on above and off below their depths, and stay between', () => {
    const drainage = createDrainage(pumped({ startsOff: true, onDepthM: 1.5, offDepthM: 0.5 }));
    const switches: number[] = [];
    let last = 0;
    for (let s = 0; s < 900; s++) {
      const before = drainage.depthM(0);
      drainage.step(5);
      const now = drainage.setting[0];
      if (now !== last) switches.push(now > 0 ? before : -before);
      last = now;
    }
    expect(switches.length).toBeGreaterThan(4);
    for (const depth of switches) {
      if (depth > 0) expect(depth).toBeGreaterThan(1.5);
      else expect(-depth).toBeLessThan(0.5);
    }
  });

  test('give the flow of their curve at the lift, less with more', () => {
    const curve = { x: [0, 4], y: [0.4, 0] };
    const drainage = createDrainage(pumped({ type: 3, curve }, 0.2, 2));
    for (let s = 0; s < 2000; s++) drainage.step(5);
    const lift = drainage.headM[1] - drainage.headM[0];
    expect(drainage.flowM3s[0]).toBeCloseTo(0.4 * (1 - lift / 4), 4);
    expect(drainage.flowM3s[0]).toBeCloseTo(0.2, 3);
  });

  test('type 5 at a speed follows the affinity laws', () => {
    const curve = { x: [0, 4], y: [0.4, 0] };
    const drainage = createDrainage(pumped({ type: 5, curve }, 0, 2));
    drainage.setSetting('P', 1.5);
    for (let s = 0; s < 3; s++) drainage.step(1);
    const lift = drainage.headM[1] - drainage.headM[0];
    expect(drainage.flowM3s[0]).toBeCloseTo(1.5 * 0.4 * (1 - lift / 1.5 ** 2 / 4), 3);
  });

  test('an ideal pump passes on what arrives; none takes more than there is', () => {
    const ideal = createDrainage(pumped({ type: 'ideal' }, 0.07));
    for (let s = 0; s < 200; s++) ideal.step(5);
    expect(ideal.flowM3s[0]).toBeCloseTo(0.07, 9);
    const greedy = createDrainage(pumped({ curve: { x: [0, 4], y: [9, 9] } }));
    for (let s = 0; s < 200; s++) {
      greedy.step(5);
      expect(greedy.volumeM3[0]).toBeGreaterThan(-1e-3);
    }
    expect(greedy.massBalance().outflowM3).toBeGreaterThan(50);
  });
});

describe('flap gates', () => {
  const sea = (flapGate: boolean): Network => ({
    nodes: [
      junction('A', 1, 6),
      junction('B', 0.5, 6),
      { kind: 'outfall', id: 'O', invertM: 0, flapGate, boundary: { kind: 'fixed', levelM: 2.4 } },
    ],
    links: [pipe('AB', 'A', 'B', [1, 0.5]), pipe('BO', 'B', 'O', [0.5, 0])],
  });
  const backflow = (flapGate: boolean): number => {
    const drainage = createDrainage(sea(flapGate));
    for (let s = 0; s < 300; s++) drainage.step(5);
    return drainage.massBalance().backflowM3;
  };

  test('keep the sea out', () => {
    expect(backflow(true)).toBe(0);
    expect(backflow(false)).toBeGreaterThan(50);
  });

  test('open under the head behind them', () => {
    const drainage = createDrainage({ ...sea(true), inflows: [steady('A', 0.1)] });
    for (let s = 0; s < 2000; s++) drainage.step(5);
    expect(drainage.flowM3s[1]).toBeCloseTo(0.1, 3);
    expect(drainage.headM[1]).toBeGreaterThan(2.4);
  });

  test('a gate put in by an edit holds at once', () => {
    const drainage = createDrainage(sea(false));
    for (let s = 0; s < 5; s++) drainage.step(5);
    drainage.setNode('O', { flapGate: true });
    const { backflowM3 } = drainage.massBalance();
    for (let s = 0; s < 100; s++) drainage.step(5);
    expect(drainage.massBalance().backflowM3).toBe(backflowM3);
  });
});

describe('weirs, orifices and outlets', () => {
  const between = (link: Partial<DrainLink>): Network => ({
    nodes: [tank('up', 0, 1e6, 2), tank('down', 0, 1e6, 0.2)],
    links: [{ id: 'X', from: 'up', to: 'down', ...link } as DrainLink],
  });
  const flowOf = (link: Partial<DrainLink>): number => {
    const drainage = createDrainage(between(link));
    drainage.step(1);
    return drainage.flowM3s[0];
  };
  const weir = { kind: 'weir', crestLevelM: 1.5, heightM: 1, widthM: 2, coefficient: 1.84 } as const;

  test('flow as their formulas say', () => {
    expect(flowOf({ ...weir, shape: 'transverse' })).toBeCloseTo(1.84 * 2 * 0.5 ** 1.5, 4);
    expect(flowOf({ ...weir, shape: 'transverse', endContractions: 2 })).toBeCloseTo(1.84 * 1.9 * 0.5 ** 1.5, 4);
    expect(flowOf({ ...weir, shape: 'sideflow' })).toBeCloseTo(1.84 * 2 ** 0.83 * 0.5 ** 1.67, 4);
    expect(flowOf({ ...weir, shape: 'vNotch', sideSlope: 1 })).toBeCloseTo(1.84 * 0.5 ** 2.5, 4);
    expect(flowOf({ ...weir, shape: 'trapezoidal', sideSlope: 0.5, endCoefficient: 1.5 })).toBeCloseTo(
      1.84 * 2 * 0.5 ** 1.5 + 1.5 * 0.5 * 0.5 ** 2.5,
      4,
    );
    const orifice = { kind: 'orifice', section: circular(0.4), coefficient: 0.6 } as const;
    const area = Math.PI * 0.04;
    expect(flowOf({ ...orifice, placing: 'side', crestLevelM: 0.5 })).toBeCloseTo(
      0.6 * area * Math.sqrt(2 * 9.81 * 1.3),
      4,
    );
    expect(flowOf({ ...orifice, placing: 'bottom', crestLevelM: 0.5 })).toBeCloseTo(
      0.6 * area * Math.sqrt(2 * 9.81 * 1.5),
      4,
    );
    expect(
      flowOf({ kind: 'outlet', crestLevelM: 0.5, by: 'depth', rating: { coefficient: 0.2, exponent: 0.5 } }),
    ).toBeCloseTo(0.2 * Math.sqrt(1.5), 4);
    expect(
      flowOf({ kind: 'outlet', crestLevelM: 0, by: 'head', rating: { x: [0, 1, 2], y: [0, 0.3, 0.4] } }),
    ).toBeCloseTo(0.38, 3);
  });

  test('an orifice takes its time to shut', () => {
    const drainage = createDrainage(
      between({
        kind: 'orifice',
        section: circular(0.4),
        coefficient: 0.6,
        placing: 'side',
        crestLevelM: 0.5,
        moveS: 60,
      }),
    );
    drainage.setSetting('X', 0);
    for (let s = 0; s < 6; s++) drainage.step(5);
    expect(drainage.setting[0]).toBeCloseTo(0.5, 9);
    for (let s = 0; s < 6; s++) drainage.step(5);
    expect(drainage.flowM3s[0]).toBe(0);
  });

  test('rules shut a gate by level and open it again', () => {
    const depth = { of: 'node', id: 'up', what: 'depth' } as const;
    const shut = { link: 'X', set: { by: 'value', value: 0 } } as const;
    const open = { link: 'X', set: { by: 'value', value: 1 } } as const;
    const network = between({ ...weir, shape: 'transverse' });
    const drainage = createDrainage({
      ...network,
      rules: [
        {
          id: 'r',
          premises: [{ join: 'and', left: depth, relation: '>', right: 1.9 }],
          whenTrue: [shut],
          whenFalse: [open],
          priority: 0,
        },
      ],
    });
    drainage.step(5);
    expect(drainage.flowM3s[0]).toBe(0);
    const other = createDrainage({ ...network, nodes: [tank('up', 0, 1e6, 1.8), tank('down', 0, 1e6, 0.2)] });
    other.step(5);
    expect(other.flowM3s[0]).toBeGreaterThan(0);
  });
});

describe('culverts', () => {
  const tables = new SectionTables();
  const s = tables.add({ shape: 'rectClosed', heightM: 1.2192, widthM: 1.8288 });
  // A box of 4 by 6 feet with flared wingwalls, code 9: Q/(A √D) from the chart's equations in feet.
  const unit = (24 * 2 * 0.3048 ** 3) / 1;

  test('submerged and free inlets follow HDS-5, and more head never lets in less', () => {
    const deep = inletFlow(tables, s, 9, 0, 2 * 1.2192);
    expect(deep).toBeCloseTo(unit * Math.sqrt((2 - 0.81) / 0.0347), 2);
    const free = inletFlow(tables, s, 12, 0, 0.6096);
    expect(free).toBeCloseTo(unit * (0.5 / 0.51) ** (1 / 0.667), 2);
    for (let code = 1; code <= 57; code++) {
      let last = 0;
      for (let depth = 0.05; depth < 4; depth += 0.05) {
        const flow = inletFlow(tables, s, code, 0.01, depth);
        expect(flow).toBeGreaterThanOrEqual(last - 1e-9);
        last = flow;
      }
    }
  });

  test('a steep culvert is held to its inlet', () => {
    const culvert = (culvertCode: number): number => {
      const drainage = createDrainage({
        nodes: [tank('up', 0, 1e6, 2.4), outfall('O', -2)],
        links: [pipe('C', 'up', 'O', [0, -2], { lengthM: 20, culvertCode, section: circular(1) })],
      });
      for (let s = 0; s < 100; s++) drainage.step(5);
      return drainage.flowM3s[0];
    };
    const pipeTables = new SectionTables();
    const wanted = inletFlow(pipeTables, pipeTables.add(circular(1)), 6, 0.1, 2.4);
    expect(culvert(6)).toBeCloseTo(wanted, 2);
    expect(culvert(0)).toBeGreaterThan(1.3 * wanted);
  });
});

describe('edits and rims', () => {
  test('an edit on the way keeps every drop', () => {
    const drainage = createDrainage({
      ...pumped({}),
      nodes: [tank('well', 0, 20, 2), junction('J', 3), outfall('O', 2.5)],
    });
    for (let s = 0; s < 50; s++) drainage.step(5);
    const before = drainage.massBalance();
    drainage.setLink('C', { section: circular(0.4), manning: 0.02, barrels: 3 });
    drainage.setNode('well', { shape: { kind: 'formula', constantM2: 40, coefficient: 1, exponent: 1 } });
    expect(drainage.massBalance()).toEqual(before);
    for (let s = 0; s < 200; s++) drainage.step(5);
    expect(drainage.massBalance().errorRel).toBeLessThan(1e-12);
    // Twice the area, about half the depth.
    expect(drainage.depthM(0)).toBeLessThan(1.2);
  });

  test('a link keeps its kind and its nodes', () => {
    const drainage = createDrainage(pumped({}));
    expect(() => drainage.setLink('C', { kind: 'weir' })).toThrow(/"C".*stay/);
    expect(() => drainage.setLink('C', { from: 'well' })).toThrow(/"C".*stay/);
    expect(() => drainage.setLink('Z', {})).toThrow(/"Z"/);
    expect(() => drainage.setNode('J', { kind: 'storage' })).toThrow(/"J".*stays/);
  });

  const flooding = (more: object) => {
    const drainage = createDrainage({
      nodes: [{ ...junction('J', 0, 1.5), ...more }, outfall('O', -0.1)],
      links: [pipe('C', 'J', 'O', [0, -0.1], { section: circular(0.3) })],
      inflows: [{ node: 'J', series: { timesS: [0, 600], values: [0.3, 0.3] } }],
    });
    let most = 0;
    for (let s = 0; s < 720; s++) {
      drainage.step(5);
      most = Math.max(most, drainage.depthM(0));
    }
    return { ...drainage.massBalance(), most };
  };

  test('water over a rim leaves, waits in a pond, or stays under a bolted cover', () => {
    const spilled = flooding({});
    expect(spilled.most).toBeCloseTo(1.5, 9);
    expect(spilled.floodingM3).toBeGreaterThan(20);
    const ponded = flooding({ pondedAreaM2: 400 });
    expect(ponded.floodingM3).toBe(0);
    expect(ponded.most).toBeGreaterThan(1.6);
    expect(ponded.outflowM3).toBeGreaterThan(1.3 * spilled.outflowM3);
    const bolted = flooding({ surchargeM: 3 });
    expect(bolted.most).toBeCloseTo(4.5, 6);
    expect(bolted.floodingM3).toBeLessThan(spilled.floodingM3);
  });

  test('a pipe set to closed carries nothing', () => {
    const drainage = createDrainage(pumped({}));
    drainage.setSetting('C', 0);
    for (let s = 0; s < 20; s++) drainage.step(5);
    expect(drainage.flowM3s[1]).toBe(0);
    expect(drainage.depthM(1)).toBeGreaterThan(0.4);
  });
});
