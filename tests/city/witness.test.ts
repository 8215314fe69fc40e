import { expect, test } from 'vitest';
import { memoryFiles } from '../../src/city/index.ts';
import { witness } from '../../workers/city/witness.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

async function fingerprintOf(files: Record<string, string>, read: readonly string[]): Promise<string> {
  const seen = witness(
    memoryFiles(new Map(Object.entries(files).map(([path, text]) => [path, bytes(text)])), 'a city'),
  );
  for (const path of read) await seen.files.read(path);
  return seen.fingerprint();
}

test('the fingerprint of a city is that of the files that were read, in any order', async () => {
  const files = { 'city.json': '{}', 'terrain.tif': 'high', 'notes.txt': 'x' };
  const own = await fingerprintOf(files, ['city.json', 'terrain.tif']);
  expect(own).toMatch(/^[0-9a-f]{64}$/);
  expect(await fingerprintOf(files, ['terrain.tif', 'city.json', 'none.tif'])).toBe(own);
  expect(await fingerprintOf({ ...files, 'notes.txt': 'y' }, ['city.json', 'terrain.tif'])).toBe(own);
  expect(await fingerprintOf({ ...files, 'terrain.tif': 'low' }, ['city.json', 'terrain.tif'])).not.toBe(own);
  expect(
    await fingerprintOf({ ...files, 'terrain.tif': '{}', 'city.json': 'high' }, ['city.json', 'terrain.tif']),
  ).not.toBe(own);
});
