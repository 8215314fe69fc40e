import { SPILL_M2 } from './constants.ts';
import { INTERVALS, STRIDE, tableStart } from './sections/tables.ts';
import { storageArea, storageVolume } from './storage.ts';
import { NODE, type System } from './system.ts';

/**
 * Volume of a node at a head and its derivative, into the two arrays: shaft or storage, half of each conduit that meets
 * there, the slot over a closed crown, and the spilling or ponded water over the rim. Casulli and Stelling (2013), eq. 11.
 */
export function volumesAt(system: System, headM: Float64Array, volumeM3: Float64Array, areaM2: Float64Array): void {
  for (let i = 0; i < system.nodes.count; i++) volumeAt(system, i, headM[i], volumeM3, areaM2);
}

/** The same for one node. Outfalls hold nothing: their head is given. */
export function volumeAt(system: System, i: number, head: number, volumeM3: Float64Array, areaM2: Float64Array): void {
  const { nodes, tables } = system;
  const { kind, invertM, shaftM2, spillM, endStart, endLevelM, endLengthM, endSection } = nodes;
  const { data, perM, heightM, topWidthM } = tables;
  if (kind[i] === NODE.outfall) {
    volumeM3[i] = 0;
    areaM2[i] = 0;
    return;
  }
  const depth = head - invertM[i];
  let volume = shaftM2[i] * depth;
  let area = shaftM2[i];
  if (kind[i] === NODE.storage) {
    const storage = system.storages[i];
    if (storage) {
      volume += storageVolume(storage, depth);
      area += storageArea(storage, depth);
    }
  }
  const stop = endStart[i + 1];
  for (let e = endStart[i]; e < stop; e++) {
    const y = head - endLevelM[e];
    if (y <= 0) continue;
    const s = endSection[e];
    const place = y * perM[s];
    if (place >= INTERVALS) {
      volume += endLengthM[e] * (data[tableStart(s) + INTERVALS * STRIDE] + topWidthM[s] * (y - heightM[s]));
      area += endLengthM[e] * topWidthM[s];
    } else {
      const k = place | 0;
      const at = tableStart(s) + k * STRIDE;
      const below = data[at];
      const rise = data[at + STRIDE] - below;
      volume += endLengthM[e] * (below + (place - k) * rise);
      area += endLengthM[e] * rise * perM[s];
    }
  }
  if (head > spillM[i]) {
    const over = nodes.pondedM2[i] > 0 ? nodes.pondedM2[i] : SPILL_M2;
    volume += over * (head - spillM[i]);
    area += over;
  }
  volumeM3[i] = volume;
  areaM2[i] = area;
}
