import type { Geometry } from '../../../src/city/types.ts';
import type { Measure } from '../../../src/scenario/types.ts';
import { type Draft, warn } from '../draft.ts';
import { geometryCells } from '../rasterise.ts';
import { cover } from './cover.ts';
import { basin, channel, ground } from './ground.ts';
import { raiseLine, timedBarrier } from './wall.ts';

/** Puts one measure into the draft. Measures that act elsewhere leave it as it is. */
export function applyMeasure(draft: Draft, measure: Measure): Draft {
  switch (measure.kind) {
    case 'basin':
      return reached(basin(draft, measure), measure.id, measure.geometry);
    case 'wall':
    case 'raisedRoad':
      return reached(raiseLine(draft, measure), measure.id, measure.geometry);
    case 'barrier':
      return reached(timedBarrier(draft, measure), measure.id, measure.geometry);
    case 'channel':
      return reached(channel(draft, measure), measure.id, measure.geometry);
    case 'ground':
      return reached(ground(draft, measure), measure.id, measure.geometry);
    case 'cover':
      return reached(cover(draft, measure), measure.id, measure.geometry);
    // Floors count where damage is assessed. A drawdown acts on the initial water, the others on the pipes.
    case 'floor':
    case 'drawdown':
    case 'pipe':
    case 'node':
    case 'pump':
    case 'gate':
      return draft;
  }
}

function reached(draft: Draft, id: string, geometry: Geometry): Draft {
  if (geometryCells(draft.grid, geometry).length > 0) return draft;
  return warn(draft, {
    vi: `Giải pháp "${id}" nằm ngoài vùng tính, không làm thay đổi gì.`,
    en: `Measure "${id}" lies outside the computed area and changes nothing.`,
  });
}
