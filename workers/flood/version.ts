/** Version of the numerical scheme: raised by every change that changes results. */
export const ENGINE_VERSION = '1.0.0';
/** Plain TypeScript, one thread: the readable reference. */
export const ENGINE_BUILD = 'ts';
/** As printed in `summary.json` and hashed. */
export const ENGINE = `inertial ${ENGINE_VERSION} ${ENGINE_BUILD}`;
