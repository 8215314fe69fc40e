import { SPILL_M2 } from './constants.ts';
import { INTERVALS, SIZE, STRIDE } from './sections/tables.ts';
import { storageArea, storageVolume } from './storage.ts';
import { NODE, type System } from './system.ts';

/**
 * Volume of nodes at their heads and its derivative, into the two arrays: shaft or storage, half of each conduit that
 * meets there, the slot over a closed crown, and the spilling or ponded water over the rim. Outfalls hold nothing: their
 * head is given. Casulli and Stelling (2013), eq. 11.
 *
 * @param list nodes, of which those from `first` to `end` are meant
 */
export function volumesAt(
  system: System,
  headM: Float64Array,
  volumeM3: Float64Array,
  areaM2: Float64Array,
  list: Int32Array,
  first = 0,
  end = list.length,
): void {
  const { nodes, tables, storages } = system;
  const { kind, invertM, shaftM2, spillM, pondedM2, endStart, endLevelM, endLengthM, endSection } = nodes;
  const { data, perM, heightM, topWidthM } = tables;
  for (let n = first; n < end; n++) {
    const i = list[n];
    const stop = endStart[i + 1];
    if (kind[i] === NODE.outfall) {
      volumeM3[i] = 0;
      areaM2[i] = 0;
      continue;
    }
    const head = headM[i];
    const depth = head - invertM[i];
    let volume = shaftM2[i] * depth;
    let area = shaftM2[i];
    if (kind[i] === NODE.storage) {
      const storage = storages[i];
      if (storage) {
        volume += storageVolume(storage, depth);
        area += storageArea(storage, depth);
      }
    }
    for (let e = endStart[i]; e < stop; e++) {
      const y = head - endLevelM[e];
      if (y <= 0) continue;
      const s = endSection[e];
      const length = endLengthM[e];
      const place = y * perM[s];
      if (place >= INTERVALS) {
        volume += length * (data[s * SIZE + INTERVALS * STRIDE] + topWidthM[s] * (y - heightM[s]));
        area += length * topWidthM[s];
      } else {
        const k = place | 0;
        const at = s * SIZE + k * STRIDE;
        const below = data[at];
        const rise = data[at + STRIDE] - below;
        volume += length * (below + (place - k) * rise);
        area += length * rise * perM[s];
      }
    }
    if (head > spillM[i]) {
      const over = pondedM2[i] > 0 ? pondedM2[i] : SPILL_M2;
      volume += over * (head - spillM[i]);
      area += over;
    }
    volumeM3[i] = volume;
    areaM2[i] = area;
  }
}
