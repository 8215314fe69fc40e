/** A quarter of an hour of the storm on the card in a worker: the same engine, no page around it. */
import { anyAdapter, openDevice } from '../../workers/flood/webgpu/adapter.ts';
import { createWebGpu } from '../../workers/flood/webgpu/engine.ts';
import { run, storm } from './webgpuCases.ts';

const domain = { ...storm(), durationS: 900 };
const ran = await run(await createWebGpu(domain, undefined, await openDevice(await anyAdapter())), domain);
postMessage({ last: ran.last, summary: ran.summary });
