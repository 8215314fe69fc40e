/**
 * The browser that tests drive: an installed Chrome or Chromium where there is one (or CHROME_PATH), else the one that
 * the package @sparticuz/chromium carries for Linux x64, unpacked once into .build/browser.
 */
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { BUILD } from './paths.mjs';

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];
const UNPACKED = join(BUILD, 'browser');

/** Flags for software WebGL 2 and WebGPU and for no traffic of the browser's own. */
export const BROWSER_ARGS = [
  '--no-sandbox',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--enable-unsafe-webgpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Path of the browser; unpacks the packaged one at the first call. Sets LD_LIBRARY_PATH for it in this process. */
export async function browserPath() {
  const installed = [process.env.CHROME_PATH, ...INSTALLED].find((path) => path && existsSync(path));
  if (installed) return installed;
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('No Chrome or Chromium found. Install one, or set CHROME_PATH to its executable.');
  }
  const executable = join(UNPACKED, 'chromium');
  if (!existsSync(executable)) await unpack();
  const libraries = join(UNPACKED, 'al2023', 'lib');
  if (!process.env.LD_LIBRARY_PATH?.includes(libraries)) {
    process.env.LD_LIBRARY_PATH = [libraries, process.env.LD_LIBRARY_PATH].filter(Boolean).join(':');
  }
  return executable;
}

/** The package unpacks into the temporary folder, and its libraries only where it believes to run on that Linux. */
async function unpack() {
  const staging = `${UNPACKED}.${process.pid}`;
  mkdirSync(staging, { recursive: true });
  const before = { ...process.env };
  process.env.TMPDIR = staging;
  process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs22.x';
  try {
    const { default: chromium } = await import('@sparticuz/chromium');
    await chromium.executablePath();
  } finally {
    for (const key of ['TMPDIR', 'AWS_EXECUTION_ENV', 'LD_LIBRARY_PATH', 'FONTCONFIG_PATH', 'HOME']) {
      if (before[key] === undefined) delete process.env[key];
      else process.env[key] = before[key];
    }
  }
  rmSync(UNPACKED, { recursive: true, force: true });
  renameSync(staging, UNPACKED);
}

/** A headless browser through playwright-core, with a fresh profile. */
export async function launchBrowser(options = {}) {
  const executablePath = await browserPath();
  const { chromium } = await import('playwright-core');
  return chromium.launch({
    executablePath,
    args: BROWSER_ARGS,
    headless: true,
    ...options,
    env: { ...process.env, ...options.env },
  });
}
