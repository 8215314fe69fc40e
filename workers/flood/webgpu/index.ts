export { anyAdapter, DeviceLost, NoDevice, openDevice, realAdapter } from './adapter.ts';
export { createWebGpu } from './engine.ts';
export { surviving } from './recover.ts';
