import type { Warning } from '../types.ts';

/** The graphics card went away while it computed: driver reset, sleep, out of memory. The water in it is gone. */
export class DeviceLost extends Error {
  override readonly name = 'DeviceLost';
  readonly code = 'webgpu.lost';
}

/** No graphics card takes this Domain: there is none, it is too small, or the engine there lacks a part of it. */
export class NoDevice extends Error {
  override readonly name = 'NoDevice';
  readonly code = 'webgpu.none';
}

/** Told to the person when a run had to leave the graphics card. */
export const LEFT_THE_CARD: Warning = {
  en: 'The graphics card stopped answering: the rest of the run was computed on the processor.',
  vi: 'Card đồ hoạ ngừng trả lời: phần còn lại của lần chạy được tính trên bộ xử lý.',
};

/** Names under which processors pose as graphics cards. */
const SOFTWARE = /swiftshader|llvmpipe|lavapipe|softpipe|software|basic render|\bwarp\b/i;

/** A graphics card, not its imitation on the processor; undefined where there is none. */
export async function realAdapter(): Promise<GPUAdapter | undefined> {
  const adapter = await anyAdapter();
  return adapter && !isSoftware(adapter) ? adapter : undefined;
}

/** Whatever WebGPU runs on here, for correctness: a run that asks for build 'webgpu'. */
export async function anyAdapter(): Promise<GPUAdapter | undefined> {
  // Browsers without WebGPU have no `navigator.gpu`, whatever the types say.
  const gpu = (globalThis.navigator as Partial<Navigator> | undefined)?.gpu;
  return (await gpu?.requestAdapter({ powerPreference: 'high-performance' })) ?? undefined;
}

export function isSoftware({ info }: Pick<GPUAdapter, 'info'>): boolean {
  const names = [info.vendor, info.architecture, info.device, info.description].join(' ');
  return info.isFallbackAdapter || SOFTWARE.test(names);
}

/**
 * A device with room for the largest grid that the adapter takes.
 *
 * @throws NoDevice where there is no adapter, or it gives none
 */
export async function openDevice(adapter: GPUAdapter | undefined): Promise<GPUDevice> {
  if (!adapter) throw new NoDevice('WebGPU finds no graphics card here.');
  const { maxBufferSize, maxStorageBufferBindingSize } = adapter.limits;
  try {
    return await adapter.requestDevice({ requiredLimits: { maxBufferSize, maxStorageBufferBindingSize } });
  } catch (error) {
    throw new NoDevice('The graphics card gives no WebGPU device.', { cause: error });
  }
}
