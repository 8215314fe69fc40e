import fc from 'fast-check';
import { unzlibSync } from 'fflate';
import { expect, test } from 'vitest';
import { type PaletteColour, writePng } from '../../workers/raster/png.ts';

const PALETTE: PaletteColour[] = [
  [0, 0, 0, 0],
  [203, 233, 246, 215],
  [22, 48, 122, 255],
];

/** Reads a PNG of one IDAT chunk as `writePng` writes them, by the standard's own words. */
function read(bytes: Uint8Array) {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const chunks = new Map<string, Uint8Array>();
  for (let at = 8; at < bytes.length; ) {
    const length = view.getUint32(at);
    chunks.set(String.fromCharCode(...bytes.subarray(at + 4, at + 8)), bytes.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const head = chunks.get('IHDR') as Uint8Array;
  const width = new DataView(head.buffer, head.byteOffset).getUint32(0);
  const height = new DataView(head.buffer, head.byteOffset).getUint32(4);
  const rows = unzlibSync(chunks.get('IDAT') as Uint8Array);
  const pixels = Array.from({ length: height }, (_, y) => [
    ...rows.subarray(y * (width + 1) + 1, (y + 1) * (width + 1)),
  ]);
  return {
    width,
    height,
    pixels: pixels.flat(),
    palette: [...(chunks.get('PLTE') ?? [])],
    alpha: [...(chunks.get('tRNS') ?? [])],
    names: [...chunks.keys()],
  };
}

test('a PNG has the pixels and colours that were given', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 30 }),
      fc.infiniteStream(fc.nat(2)),
      (width, height, stream) => {
        const pixels = Uint8Array.from({ length: width * height }, () => stream.next().value as number);
        const png = read(writePng(width, height, pixels, PALETTE));
        expect(png).toMatchObject({
          width,
          height,
          pixels: [...pixels],
          palette: [0, 0, 0, 203, 233, 246, 22, 48, 122],
          alpha: [0, 215, 255],
        });
        expect(png.names).toEqual(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND']);
      },
    ),
  );
  expect(() => writePng(3, 3, new Uint8Array(8), PALETTE)).toThrow('8 pixels for 3 x 3');
});

test('its first bytes and checksums are those of the standard', () => {
  const png = writePng(1, 1, Uint8Array.of(0), PALETTE);
  expect([...png.subarray(0, 8)]).toEqual([137, 80, 78, 71, 13, 10, 26, 10]);
  // The checksum of an empty IEND is printed in the standard's own examples.
  expect([...png.subarray(-4)]).toEqual([0xae, 0x42, 0x60, 0x82]);
});
