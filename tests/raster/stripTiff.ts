/**
 * The other kind of TIFF than our own writer makes: big-endian, 16-bit integers, one uncompressed strip a row,
 * registered by points (UTM 49N, first centre at 1000, 2000, cells of 10 m).
 */
export function stripTiff(rows: readonly (readonly number[])[]): Uint8Array {
  const cols = rows[0].length;
  const strip = cols * 2;
  const tags: [id: number, type: number, values: number[]][] = [
    [256, 3, [cols]],
    [257, 3, [rows.length]],
    [258, 3, [16]],
    [259, 3, [1]],
    [262, 3, [1]],
    [273, 4, rows.map((_, i) => 1000 + i * strip)],
    [277, 3, [1]],
    [278, 3, [1]],
    [279, 4, rows.map(() => strip)],
    [339, 3, [2]],
    [33550, 12, [10, 10, 0]],
    [33922, 12, [0, 0, 0, 1000, 2000, 0]],
    [34735, 3, [1, 1, 0, 3, 1024, 0, 1, 1, 1025, 0, 1, 2, 3072, 0, 1, 32649]],
  ];
  const bytes = new Uint8Array(1000 + rows.length * strip);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0x4d4d);
  view.setUint16(2, 42);
  view.setUint32(4, 8);
  view.setUint16(8, tags.length);
  let end = 10 + tags.length * 12 + 4;
  tags.forEach(([id, type, values], i) => {
    const entry = 10 + i * 12;
    const size = { 3: 2, 4: 4, 12: 8 }[type] ?? 1;
    view.setUint16(entry, id);
    view.setUint16(entry + 2, type);
    view.setUint32(entry + 4, values.length);
    let at = entry + 8;
    if (values.length * size > 4) {
      view.setUint32(at, end);
      at = end;
      end += values.length * size;
    }
    for (const value of values) {
      if (type === 3) view.setUint16(at, value);
      else if (type === 4) view.setUint32(at, value);
      else view.setFloat64(at, value);
      at += size;
    }
  });
  rows.flat().forEach((value, i) => {
    view.setInt16(1000 + 2 * i, value);
  });
  return bytes;
}
