import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/city/errors.ts';
import { parseScenario, writeScenario } from '../../src/scenario/index.ts';

const least = { format: 'twin-scenario/1', id: 'a', durationS: 3600 };
const square = {
  type: 'Polygon',
  coordinates: [
    [
      [0, 0],
      [9, 0],
      [9, 9],
      [0, 9],
      [0, 0],
    ],
  ],
};
const street = {
  type: 'LineString',
  coordinates: [
    [0, 0],
    [50, 0],
    [90, 10],
  ],
};

const refusal = (source: object | string): InputError => {
  try {
    parseScenario(source, 'storm.json');
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new Error('was accepted');
};

const ONE_OF_EACH = [
  {
    id: 'a',
    kind: 'basin',
    geometry: square,
    floorLevelM: 0.5,
    sideSlope: 2,
    costVnd: 1e9,
    name: { vi: 'Hồ', en: 'Basin' },
  },
  { id: 'b', kind: 'wall', geometry: street, crestLevelM: 3, widthM: 0.5 },
  { id: 'c', kind: 'raisedRoad', geometry: street, heightM: [0.3, 0.5, 0.3], widthM: 8 },
  { id: 'd', kind: 'barrier', geometry: street, heightM: 1, fromS: 600, toS: 7200 },
  { id: 'e', kind: 'channel', geometry: street, bedLevelM: [1, 0.5], widthM: 4 },
  { id: 'f', kind: 'ground', geometry: square, changeM: -0.5 },
  { id: 'g', kind: 'cover', geometry: square, surface: 'permeable', share: 0.4, storageDepthM: 0.3 },
  {
    id: 'h',
    kind: 'pipe',
    from: 'N1',
    to: 'N2',
    shape: 'circular',
    diameterM: 0.8,
    manning: 0.013,
    fromInvertM: 1,
    toInvertM: 0.9,
  },
  { id: 'i', kind: 'pipe', link: 'C7', diameterM: 1.2 },
  { id: 'j', kind: 'node', node: 'N1', rimLevelM: 2, storageAreaM2: 20, type: 'grate', count: 4, cloggedShare: 0.5 },
  {
    id: 'k',
    kind: 'pump',
    from: 'N1',
    to: { type: 'Point', coordinates: [9, 9] },
    capacityM3s: 2,
    onDepthM: 1,
    offDepthM: 0.3,
  },
  { id: 'l', kind: 'gate', link: 'C9', flap: true },
  { id: 'm', kind: 'gate', link: 'C9', timesS: [0, 600], openShare: [1, 0] },
  { id: 'n', kind: 'drawdown', geometry: 'thac-gian', levelM: 0.8 },
  { id: 'o', remove: true },
];

describe('a scenario file', () => {
  it('needs no more than format, id and duration', () => {
    expect(parseScenario(least, 'storm.json')).toEqual(least);
  });

  it('may leave the duration to its parent', () => {
    const { durationS: _, ...rest } = least;
    expect(refusal(rest).message).toBe('storm.json: durationS: missing key.');
    expect(parseScenario({ ...rest, parent: 'b' }, 'storm.json').parent).toBe('b');
  });

  it('is the same after writing and reading again, with one of every measure', () => {
    const full = {
      ...least,
      name: { vi: 'Mưa', en: 'Rain' },
      parent: null,
      rain: [{ area: square, timesS: [0, 3600], intensityMmH: [60, 0] }],
      inflows: [{ id: 'r', at: street, timesS: [0], dischargeM3s: [12] }],
      levels: [{ id: 'sea', at: 'sea', timesS: [0, 600], levelM: [0.4, 0.5] }],
      initial: [{ at: 'all', levelM: 1.2 }, { at: square, depthM: 0 }, { depthTif: 'h.tif' }],
      roughness: 'n.tif',
      infiltration: 12,
      coupling: { default: { orificeC: 0.6 }, nodes: { 'MH-12': { openingM2: 0.6 } } },
      measures: ONE_OF_EACH,
      gauges: [{ id: 'P1', x: 0, y: 0 }],
    };
    const read = parseScenario(full, 'storm.json');
    expect(read).toEqual(full);
    expect(parseScenario(writeScenario(read), 'storm.json')).toEqual(read);
  });

  it('names an unknown key with its path and what may stand there', () => {
    const error = refusal({ ...least, rain: [{ area: 'all', timesS: [0], intensty: [1] }] });
    expect(error.code).toBe('scenario.unknown-key');
    expect(error.message).toBe(
      'storm.json: rain[0].intensty: unknown key; expected area, timesS, intensityMmH, design, moving.',
    );
    expect(error.vi).toContain('khóa lạ');
  });

  it.each([
    ['text that is not JSON', '{"format":', /expected a scenario as JSON/],
    [
      'a foreign format',
      { ...least, format: 'twin-city/1' },
      /format: expected "twin-scenario\/1", found "twin-city\/1"/,
    ],
    [
      'times that fall back',
      { ...least, rain: [{ timesS: [0, 9, 5], intensityMmH: [1, 1, 1] }] },
      /rain\[0\]\.timesS: expected times that ascend/,
    ],
    [
      'lists of two lengths',
      { ...least, levels: [{ id: 's', at: 'sea', timesS: [0, 9], levelM: [1] }] },
      /levels\[0\]\.levelM: expected as many values as timesS \(2\), found 1/,
    ],
    [
      'a number that is none',
      { ...least, inflows: [{ id: 'r', at: street, timesS: [0], dischargeM3s: [Number.NaN] }] },
      /dischargeM3s\[0\]: expected a number, found NaN/,
    ],
    [
      'negative rain',
      { ...least, rain: [{ timesS: [0], intensityMmH: [-1] }] },
      /intensityMmH\[0\]: expected 0 or a number above it, found -1/,
    ],
    [
      'a measure of no known kind',
      { ...least, measures: [{ id: 'm', kind: 'dam' }] },
      /measures\[0\]\.kind: expected one of basin, .*found "dam"/,
    ],
    [
      'a misspelt key of a measure',
      { ...least, measures: [{ ...ONE_OF_EACH[0], florLevelM: 1 }] },
      /measures\[0\]\.florLevelM: unknown key; expected id, name/,
    ],
    [
      'a basin drawn as a line',
      { ...least, measures: [{ ...ONE_OF_EACH[0], geometry: street }] },
      /geometry\.type: expected a Polygon, found "LineString"/,
    ],
    [
      'a wall with level and height',
      { ...least, measures: [{ ...ONE_OF_EACH[1], heightM: 1 }] },
      /expected exactly one of crestLevelM, heightM/,
    ],
    [
      'two measures of one id',
      { ...least, measures: [ONE_OF_EACH[0], { ...ONE_OF_EACH[1], id: 'a' }] },
      /measures: expected ids that differ/,
    ],
    [
      'a level and a depth at once',
      { ...least, initial: [{ at: 'all', levelM: 1, depthM: 1 }] },
      /initial\[0\]: expected exactly one of levelM, depthM, depthTif/,
    ],
    ['Strickler for Manning', { ...least, roughness: 30 }, /roughness: expected a Manning n/],
  ])('refuses %s', (_, source, message) => {
    expect(refusal(source).message).toMatch(message);
  });

  it('closes an open ring and drops heights, as drawn files have them', () => {
    const drawn = {
      type: 'Polygon',
      coordinates: [
        [
          [0, 0, 5],
          [9, 0, 5],
          [9, 9, 5],
        ],
      ],
    };
    const read = parseScenario({ ...least, initial: [{ at: drawn, depthM: 1 }] }, 'storm.json');
    expect(read.initial?.[0].at).toEqual({
      type: 'Polygon',
      coordinates: [
        [
          [0, 0],
          [9, 0],
          [9, 9],
          [0, 0],
        ],
      ],
    });
  });
});
