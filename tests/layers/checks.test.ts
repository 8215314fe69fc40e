import { describe, expect, it } from 'vitest';
import type { CheckContext, CheckedFeature, CheckedLayer } from '../../layers/checks.ts';
import { LAYERS, layerList } from '../../layers/index.ts';
import type { LayerId } from '../../layers/types.ts';
import { network } from './networkBuilder.ts';

const found = (id: LayerId, data: CheckedLayer, context?: CheckContext): string[] =>
  LAYERS[id].checks(data, context).map(({ code, feature }) => `${code} ${feature}`);

const healthy = () => network().manhole('M1', 0, 1, 3).manhole('M2', 50, 0.8, 3).outfall('O', 100, 0.5);

describe('checks of the drains', () => {
  it('find nothing wrong with a small sound network on its ground', () => {
    const drains = healthy().pipe('C1', 'M1', 'M2').pipe('C2', 'M2', 'O').built();
    expect(found('drainage', drains, { groundM: () => 3 })).toEqual([]);
  });
  it('find a pipe that leads uphill', () => {
    const drains = healthy().pipe('C1', 'M2', 'M1').pipe('C2', 'M1', 'O').built();
    expect(found('drainage', drains)).toEqual(['adverse-slope C1']);
  });
  it('find pipes that end nowhere and manholes that nothing reaches', () => {
    const drains = healthy().pipe('C1', 'M1', 'O').pipe('C2', 'M1', 'M9').built();
    expect(found('drainage', drains)).toEqual(['unknown-node C2', 'orphan-node M2']);
  });
  it('find a part without an outfall', () => {
    const drains = healthy()
      .manhole('A', 200, 1, 3)
      .manhole('B', 250, 0.9, 3)
      .pipe('C1', 'M1', 'M2')
      .pipe('C2', 'M2', 'O')
      .pipe('C3', 'A', 'B');
    expect(found('drainage', drains.built())).toEqual(['no-outfall A']);
  });
  it('find where a larger pipe leads into a smaller one', () => {
    const drains = healthy().pipe('C1', 'M1', 'M2', { heightM: 1 }).pipe('C2', 'M2', 'O', { heightM: 0.6 });
    expect(found('drainage', drains.built())).toEqual(['diameter-drop C2']);
  });
  it('find levels that do not fit the ground', () => {
    const drains = healthy().pipe('C1', 'M1', 'M2').pipe('C2', 'M2', 'O').built();
    expect(found('drainage', drains, { groundM: (x) => (x === 0 ? 0.6 : 3) })).toEqual(['invert-above-ground M1']);
    expect(found('drainage', drains, { groundM: (x) => (x === 50 ? 5 : 3) })).toEqual(['rim-off-ground M2']);
    expect(found('drainage', drains, { groundM: () => NaN })).toEqual([]);
  });
  it('find a crown above the rim, a missing size, a missing length and an id used twice', () => {
    const drains = healthy()
      .pipe('C1', 'M1', 'M2', { fromInvertM: 2.8 })
      .pipe('C2', 'M2', 'O', { heightM: undefined })
      .pipe('C3', 'M2', 'O', { lengthM: 0 })
      .manhole('M1', 0, 1, 3);
    expect(found('drainage', drains.built()).sort()).toEqual([
      'crown-above-rim C1',
      'duplicate-id M1',
      'no-length C3',
      'no-section C2',
    ]);
  });
  it('say it in both languages and say where', () => {
    const [finding] = LAYERS.drainage.checks(healthy().pipe('C1', 'M2', 'M1').pipe('C2', 'M1', 'O').built());
    expect(finding.message.en).toBe('It slopes the wrong way: its end lies 0.20 m above its start.');
    expect(finding.message.vi).toMatch(/0,20 m/);
    expect(finding.at).toEqual([0, 0]);
  });
});

describe('checks of the water supply', () => {
  it('find parts without a source and pipes without a size', () => {
    const pipes = network()
      .source('R', 0)
      .tap('A', 1)
      .tap('B', 2)
      .tap('C', 3)
      .main('P1', 'R', 'A', 0.3)
      .main('P2', 'B', 'C', 0);
    expect(found('water-supply', pipes.built()).sort()).toEqual(['no-diameter P2', 'no-source B', 'wrong-value P2']);
  });
});

const square = (
  id: string,
  x: number,
  y: number,
  size: number,
  properties: Record<string, unknown> = {},
): CheckedFeature => ({
  id,
  properties: { id, ...properties },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [x, y],
        [x + size, y],
        [x + size, y + size],
        [x, y + size],
        [x, y],
      ],
    ],
  },
});
const point = (id: string, properties: Record<string, unknown>): CheckedFeature => ({
  id,
  properties: { id, ...properties },
  geometry: { type: 'Point', coordinates: [1, 2] },
});
const features = (...list: CheckedFeature[]): CheckedLayer => ({ kind: 'features', features: list });

describe('checks of feature layers', () => {
  it('find buildings drawn through one another, but not neighbours wall to wall', () => {
    const sound = features(square('A', 0, 0, 10), square('B', 10, 0, 10));
    expect(found('construction', sound)).toEqual([]);
    expect(
      found('construction', features(square('A', 0, 0, 10), square('B', 4, 4, 10), square('C', 300, 0, 5))),
    ).toEqual(['overlap A']);
  });
  it('find heights that the floors cannot have', () => {
    expect(found('construction', features(square('A', 0, 0, 10, { heightM: 12, floors: 12 })))).toEqual([
      'height-floors A',
    ]);
  });
  it('find missing and unbelievable attributes', () => {
    expect(found('land', features(square('A', 0, 0, 10)))).toEqual(['missing-attribute A']);
    expect(found('land', features(square('A', 0, 0, 10, { class: 'lava', imperviousShare: 2 })))).toEqual([
      'wrong-value A',
      'wrong-value A',
    ]);
    expect(found('land', features(square('A', 0, 0, 0.5, { class: 'park' })))).toEqual(['sliver A']);
  });
  it('find lamps on cabinets that are not there, and alarms out of order', () => {
    const lamps = features(
      point('K1', { kind: 'cabinet' }),
      point('L1', { kind: 'lamp', cabinet: 'K1' }),
      point('L2', { kind: 'lamp', cabinet: 'K7' }),
    );
    expect(found('lighting', lamps)).toEqual(['unknown-cabinet L2']);
    const station = point('S', { name: 'S', kind: 'level', alarm1M: 1, alarm2M: 2.5, alarm3M: 1.8 });
    expect(found('stations', features(station))).toEqual(['alarm-order S']);
  });
  it('find bridges without a level and hospitals without beds', () => {
    const bridge: CheckedFeature = {
      id: 'T',
      properties: { id: 'T', class: 'arterial', widthM: 12, lanes: 8, bridge: true },
      geometry: {
        type: 'LineString',
        coordinates: [
          [0, 0],
          [9, 9],
        ],
      },
    };
    expect(found('transport', features(bridge))).toEqual(['no-deck-level T', 'narrow-lanes T']);
    expect(found('facilities', features(point('H', { name: 'H', kind: 'hospital' })))).toEqual(['no-capacity H']);
  });
  it('stay quick on a whole city: 60,000 buildings', () => {
    const many = Array.from({ length: 60000 }, (_, i) =>
      square(`B${i}`, (i % 300) * 12, Math.floor(i / 300) * 12, 10, { heightM: 9 }),
    );
    const start = performance.now();
    expect(found('construction', features(...many))).toEqual([]);
    console.info(`60,000 buildings checked in ${(performance.now() - start).toFixed(0)} ms`);
  });
});

it('every layer has its four doors, and its schema its own id', () => {
  for (const { id, schema, symbology, checks, hydraulics } of layerList) {
    expect(schema.id).toBe(id);
    expect(symbology.symbol.kind).toBeTruthy();
    expect(checks(features())).toEqual([]);
    expect(hydraulics.contributes).toBeTruthy();
  }
});
