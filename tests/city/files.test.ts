import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { InputError } from '../../src/city/errors.ts';
import { urlFiles, zipFiles } from '../../src/city/files.ts';
import { openCity } from '../../src/city/open.ts';
import { saveCity } from '../../src/city/save.ts';
import { folderFiles, openPath } from '../../workers/import/nodeFiles.ts';
import { building, bytesOf, cityWith, collection, MANIFEST } from './cityBuilder.ts';

const codeOf = async (run: () => unknown): Promise<string> => {
  try {
    await run();
  } catch (error) {
    return (error as InputError).code;
  }
  return 'accepted';
};

describe('an area pack', () => {
  const files = cityWith(
    { layers: { construction: 'b.geojson', land: 'missing.geojson' }, scenarios: 'scenarios/' },
    {
      'b.geojson': collection(building('Nhà 1', [108.2279, 16.06115])),
      'scenarios/storm.json': { id: 'storm' },
      'docs/đọc.txt': 'xin chào',
    },
  );

  it('holds the whole city byte for byte and opens as the same city', async () => {
    const city = await openCity(files);
    const pack = zipFiles(await saveCity(city), 'danang.twin.zip');
    expect([...((await pack.list()) ?? [])].sort()).toEqual([
      'b.geojson',
      'city.json',
      'docs/đọc.txt',
      'scenarios/storm.json',
      'terrain.tif',
    ]);
    for (const path of (await files.list()) ?? []) expect(await pack.read(path)).toEqual(await files.read(path));
    const again = await openCity(pack);
    expect(again.manifest).toEqual(city.manifest);
    expect(again.layers).toEqual(city.layers);
    expect(again.notes).toEqual(city.notes);
  });

  it('is the same bytes each time, and takes files made meanwhile', async () => {
    const city = await openCity(files);
    expect(await saveCity(city)).toEqual(await saveCity(city));
    const pack = zipFiles(await saveCity(city, new Map([['scenarios/mine.json', bytesOf('{}')]])), 'x');
    expect(await pack.read('scenarios/mine.json')).toEqual(bytesOf('{}'));
    expect(await codeOf(() => saveCity(city, new Map([['../evil', bytesOf('')]])))).toBe('city.path-outside');
  });

  it('zipped as a folder is opened from that folder', async () => {
    const pack = zipFiles(zipSync({ 'danang/city.json': bytesOf(MANIFEST), 'danang/terrain.tif': bytesOf('t') }), 'x');
    expect((await openCity(pack)).terrain.bytes).toEqual(bytesOf('t'));
  });

  it('with paths that leave it, a bomb, or cut off, is refused', async () => {
    expect(await codeOf(() => zipFiles(zipSync({ '../../etc/passwd': bytesOf('x') }), 'x'))).toBe('city.path-outside');
    expect(await codeOf(() => zipFiles(zipSync({ '/etc/passwd': bytesOf('x') }), 'x'))).toBe('city.path-outside');
    const bomb = zipSync({ 'city.json': bytesOf('{}'), 'zeros.bin': new Uint8Array(1000) });
    // The directory's word for the unpacked size of the second file: 4 GB.
    const view = new DataView(bomb.buffer);
    for (let at = bomb.length - 46, left = 1; at > 0 && left > 0; at--) {
      if (view.getUint32(at, true) !== 0x02014b50) continue;
      view.setUint32(at + 24, 0xfffffff0, true);
      left--;
    }
    expect(await codeOf(() => zipFiles(bomb, 'bomb.zip'))).toBe('zip.too-large');
    const whole = await saveCity(await openCity(files));
    expect(await codeOf(() => zipFiles(whole.slice(0, whole.length - 40), 'cut.zip'))).toBe('zip.broken');
    expect(await codeOf(() => zipFiles(bytesOf('hello'), 'text.zip'))).toBe('zip.broken');
  });
});

describe('a city on the web', () => {
  const server = (files: Record<string, string>, options: { url?: string; html?: boolean } = {}) => {
    const asked: string[] = [];
    const fetchFile = async (url: string): Promise<Response> => {
      asked.push(url);
      const body = files[new URL(url).pathname];
      if (body === undefined && options.html)
        return new Response('<html>', { headers: { 'content-type': 'text/html' } });
      const response = new Response(body ?? null, { status: body === undefined ? 404 : 200 });
      Object.defineProperty(response, 'url', { value: options.url ?? url });
      return response;
    };
    return { asked, fetchFile };
  };

  it('is read beside its city.json, whichever of the two is named', async () => {
    const { fetchFile, asked } = server({ '/data/danang/terrain.tif': 'T' });
    for (const address of [
      'https://twin.example/data/danang',
      'https://twin.example/data/danang/',
      'https://twin.example/data/danang/city.json',
    ]) {
      expect(await urlFiles(address, fetchFile).read('terrain.tif')).toEqual(bytesOf('T'));
    }
    expect(new Set(asked)).toEqual(new Set(['https://twin.example/data/danang/terrain.tif']));
  });

  it('never asks another origin, not even through a redirect', async () => {
    const { fetchFile, asked } = server({});
    const files = urlFiles('https://twin.example/data/', fetchFile);
    expect(await codeOf(() => files.read('https://evil.example/x'))).toBe('city.path-outside');
    expect(await codeOf(() => files.read('//evil.example/x'))).toBe('city.path-outside');
    expect(asked).toEqual([]);
    const redirected = server({ '/data/x': '1' }, { url: 'https://evil.example/x' });
    expect(await codeOf(() => urlFiles('https://twin.example/data/', redirected.fetchFile).read('x'))).toBe(
      'url.other-origin',
    );
  });

  it('does not have files that the server answers with 404 or with the page itself', async () => {
    expect(await urlFiles('https://twin.example/data/', server({}).fetchFile).read('land.geojson')).toBeUndefined();
    expect(
      await urlFiles('https://twin.example/data/', server({}, { html: true }).fetchFile).read('land.geojson'),
    ).toBeUndefined();
  });
});

describe('a city on disk', () => {
  it('is a folder, its city.json or an area pack; nothing outside it is read', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'twin-city-'));
    try {
      await writeFile(join(folder, 'city.json'), bytesOf(MANIFEST));
      await writeFile(join(folder, 'terrain.tif'), 'T');
      const pack = await saveCity(await openCity(folderFiles(folder)));
      await writeFile(join(folder, 'danang.twin.zip'), pack);
      for (const path of [folder, join(folder, 'city.json'), join(folder, 'danang.twin.zip')]) {
        expect((await openCity(await openPath(path))).manifest.crs).toBe('EPSG:5899');
      }
      expect([...((await folderFiles(folder).list()) ?? [])].sort()).toEqual([
        'city.json',
        'danang.twin.zip',
        'terrain.tif',
      ]);
      expect(await codeOf(() => folderFiles(folder).read('../secret'))).toBe('city.path-outside');
      expect(await codeOf(() => openPath(join(folder, 'nowhere')))).toBe('city.not-found');
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
