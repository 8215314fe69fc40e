import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { type PreviewServer, preview } from 'vite';
import { launchBrowser } from '../../.tools/browser.mjs';

const ROOT = resolve(import.meta.dirname, '../..');

/** The built page on a port of its own, and a browser to visit it with. */
export interface Visit {
  readonly url: string;
  readonly browser: Browser;
  /** A visitor with an empty profile. */
  open(options?: VisitorOptions): Promise<Visitor>;
  /** The server goes away, as when the network does. */
  unplug(): Promise<void>;
  close(): Promise<void>;
}

export interface VisitorOptions {
  readonly path?: string;
  readonly width?: number;
  readonly height?: number;
  readonly colorScheme?: 'dark' | 'light';
  readonly touch?: boolean;
  /** Files that the server does not have, by their path on the page's host: area packs made by a test. */
  readonly files?: Readonly<Record<string, Uint8Array>>;
  /** What earlier visits left in local storage. */
  readonly kept?: Readonly<Record<string, string>>;
  /** Keep the service worker out: requests can then be seen and counted. */
  readonly serviceWorkers?: 'allow' | 'block';
}

export interface Visitor {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Messages of the console of level error, and uncaught errors. */
  readonly errors: string[];
  /** Requests that left the page's own origin. */
  readonly foreign: string[];
}

/** Drops files on the page as from a file manager. */
export async function dropFiles(page: Page, files: Readonly<Record<string, Uint8Array>>): Promise<void> {
  const named = Object.entries(files).map(([name, bytes]) => [name, Buffer.from(bytes).toString('base64')] as const);
  await page.evaluate((list) => {
    const transfer = new DataTransfer();
    for (const [name, base64] of list) {
      transfer.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], name));
    }
    for (const type of ['dragenter', 'dragover', 'drop']) {
      document.body.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: transfer }));
    }
  }, named);
}

export async function startVisit(): Promise<Visit> {
  if (!existsSync(resolve(ROOT, 'dist/index.html'))) throw new Error('No built page: run `npm run build` first.');
  const server: PreviewServer = await preview({
    root: ROOT,
    configFile: resolve(ROOT, 'vite.config.ts'),
    preview: { port: 0, strictPort: false, host: '127.0.0.1' },
    logLevel: 'silent',
  });
  const address = server.httpServer.address();
  if (address === null || typeof address === 'string') throw new Error('The preview server has no port.');
  const url = `http://127.0.0.1:${address.port}/`;
  const browser: Browser = await launchBrowser();
  let plugged = true;
  const unplug = async (): Promise<void> => {
    if (!plugged) return;
    plugged = false;
    const closed = server.close();
    if ('closeAllConnections' in server.httpServer) server.httpServer.closeAllConnections();
    await closed;
  };
  return {
    url,
    browser,
    async open(options = {}) {
      const context = await browser.newContext({
        viewport: { width: options.width ?? 960, height: options.height ?? 640 },
        colorScheme: options.colorScheme ?? 'dark',
        hasTouch: options.touch ?? false,
        isMobile: options.touch ?? false,
        locale: 'vi-VN',
        serviceWorkers: options.serviceWorkers ?? 'block',
        acceptDownloads: true,
      });
      await context.addInitScript((kept) => {
        for (const [key, value] of Object.entries(kept)) localStorage.setItem(key, value);
      }, options.kept ?? {});
      const page = await context.newPage();
      const errors: string[] = [];
      const foreign: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error') errors.push(message.text());
      });
      page.on('pageerror', (error) => errors.push(error.stack ?? error.message));
      context.on('request', (request) => {
        if (/^https?:/.test(request.url()) && !request.url().startsWith(url)) foreign.push(request.url());
      });
      for (const [path, bytes] of Object.entries(options.files ?? {})) {
        await context.route(url + path, (route) => route.fulfill({ body: Buffer.from(bytes) }));
      }
      await page.goto(url + (options.path ?? ''));
      return { page, context, errors, foreign };
    },
    unplug,
    async close() {
      await browser.close();
      await unplug();
    },
  };
}
