import type { Build } from './engine.ts';

/** Version of the numerical schemes: raised by every change that changes results. */
export const ENGINE_VERSION = '1.5.0';

/** As printed in `summary.json` and hashed. */
export const engineName = (solver: 'inertial' | 'full', build: Build): string => `${solver} ${ENGINE_VERSION} ${build}`;
