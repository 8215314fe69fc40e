import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root, whatever folder a command was called from. */
export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
/** What tools make and git ignores: the terminal bundle, the test browser, evidence. */
export const BUILD = resolve(ROOT, '.build');
