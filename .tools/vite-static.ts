import { createReadStream, existsSync, statSync } from 'node:fs';
import { cp, mkdir } from 'node:fs/promises';
import { dirname, extname, join, normalize, resolve } from 'node:path';
import type { Plugin } from 'vite';
import { ROOT } from './paths.mjs';
import { ISOLATION_HEADERS } from './policy.ts';

/** A folder or file served under a path of the page: [path in the page, place on disk]. */
export type StaticPlace = readonly [path: string, source: string];

const TYPES: Readonly<Record<string, string>> = {
  '.json': 'application/json',
  '.geojson': 'application/geo+json',
  '.js': 'text/javascript',
  '.wasm': 'application/wasm',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webmanifest': 'application/manifest+json',
};

/** Serves places in development and copies them into the build: Cesium's assets and workers, the sample city. */
export function staticPlaces(places: readonly StaticPlace[]): Plugin {
  let outDir = 'dist';
  return {
    name: 'static-places',
    configResolved(config) {
      outDir = config.build.outDir;
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const path = decodeURIComponent((request.url ?? '/').split('?')[0]);
        const place = places.find(([prefix]) => path === `/${prefix}` || path.startsWith(`/${prefix}/`));
        if (!place) return next();
        const file = normalize(join(ROOT, place[1], path.slice(place[0].length + 1)));
        if (!file.startsWith(join(ROOT, place[1])) || !existsSync(file) || !statSync(file).isFile()) {
          response.statusCode = 404;
          return response.end();
        }
        // An isolated page runs no worker whose answer is not isolated too.
        for (const [name, value] of Object.entries(ISOLATION_HEADERS)) response.setHeader(name, value);
        response.setHeader('Content-Type', TYPES[extname(file)] ?? 'application/octet-stream');
        createReadStream(file).pipe(response);
      });
    },
    async writeBundle() {
      for (const [path, source] of places) {
        const from = join(ROOT, source);
        if (!existsSync(from)) continue;
        const to = resolve(ROOT, outDir, path);
        await mkdir(dirname(to), { recursive: true });
        await cp(from, to, { recursive: true });
      }
    },
  };
}
