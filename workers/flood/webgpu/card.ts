import { DeviceLost, NoDevice } from './adapter.ts';
import type { BufferName, Kernel } from './kernel.ts';

/** Bits of GPUBufferUsage and GPUMapMode, which TypeScript knows as numbers only. */
const USAGE = { mapRead: 0x1, copySrc: 0x4, copyDst: 0x8, uniform: 0x40, storage: 0x80 } as const;
const MAP_READ = 1;
const LOSS_IS_TOLD_MS = 200;

/** One dispatch, ready to go. */
export interface Pass {
  readonly pipeline: GPUComputePipeline;
  readonly bindGroup: GPUBindGroup;
  readonly x: number;
  readonly y: number;
}

/** Part of a buffer to be read back; the whole of it without `words`. */
export interface Part {
  readonly name: BufferName;
  readonly words?: number;
}

/** The buffers of one Domain on one device, and the only place that talks to it. */
export interface Card {
  /** @param instead buffers bound in place of the named ones */
  pass(kernel: Kernel, x: number, y: number, instead?: Partial<Record<BufferName, GPUBuffer>>): Promise<Pass>;
  write(name: BufferName, data: Uint32Array<ArrayBuffer> | Float32Array<ArrayBuffer>, atWord?: number): void;
  /** Runs passes in order, then reads parts back, in one submission. @throws DeviceLost */
  submit(passes: readonly Pass[], read: readonly Part[]): Promise<Uint32Array<ArrayBuffer>[]>;
  readonly spareStats: GPUBuffer;
  close(): void;
}

/**
 * @param words size of each buffer
 * @throws NoDevice if they do not fit
 */
export async function createCard(device: GPUDevice, words: Readonly<Record<BufferName, number>>): Promise<Card> {
  const { maxBufferSize, maxStorageBufferBindingSize } = device.limits;
  const most = Math.min(maxBufferSize, maxStorageBufferBindingSize);
  const largest = 4 * Math.max(...Object.values(words));
  if (largest > most) {
    throw new NoDevice(`The graphics card takes ${most} bytes in one piece: this grid needs ${largest}.`);
  }
  const lost = device.lost.then((info): never => {
    throw new DeviceLost(`The graphics card stopped answering (${info.reason}): ${info.message}`);
  });
  // Nobody may be waiting when it happens.
  lost.catch(() => {});
  let fault: string | undefined;
  const onFault = (event: GPUUncapturedErrorEvent): void => {
    fault ??= event.error.message;
  };
  device.addEventListener('uncapturederror', onFault);

  device.pushErrorScope('out-of-memory');
  const make = (size: number, usage: number): GPUBuffer => device.createBuffer({ size: Math.max(16, size), usage });
  const kept = USAGE.copySrc | USAGE.copyDst;
  const buffers = new Map<string, GPUBuffer>();
  for (const [name, count] of Object.entries(words)) {
    buffers.set(name, make(4 * count, kept | (name === 'plan' ? USAGE.uniform : USAGE.storage)));
  }
  const spareStats = make(4 * words.stats, kept | USAGE.storage);
  const named = (name: BufferName): GPUBuffer => buffers.get(name) as GPUBuffer;
  const close = (): void => {
    device.removeEventListener('uncapturederror', onFault);
    for (const buffer of [...buffers.values(), spareStats]) buffer.destroy();
  };
  const outOfMemory = await Promise.race([device.popErrorScope(), lost]);
  if (outOfMemory) {
    close();
    throw new NoDevice(`The graphics card has not enough memory for this grid: ${outOfMemory.message}`);
  }

  // Mapping fails with words of its own a moment before the loss of the device is told.
  const explain = async (error: unknown): Promise<never> => {
    await Promise.race([lost, new Promise((resolve) => setTimeout(resolve, LOSS_IS_TOLD_MS))]);
    throw error;
  };

  return {
    spareStats,
    close,
    async pass({ wgsl, uses }, x, y, instead = {}) {
      const module = device.createShaderModule({ code: wgsl });
      const compiling = device.createComputePipelineAsync({ layout: 'auto', compute: { module, entryPoint: 'main' } });
      const pipeline = await Promise.race([compiling, lost]).catch((cause) => {
        if (cause instanceof DeviceLost) throw cause;
        throw new NoDevice('The graphics card does not take the programs of the flood engine.', { cause });
      });
      const bindGroup = device.createBindGroup({
        layout: pipeline.getBindGroupLayout(0),
        entries: uses.map((name, binding) => ({ binding, resource: { buffer: instead[name] ?? named(name) } })),
      });
      return { pipeline, bindGroup, x, y };
    },
    write(name, data, atWord = 0) {
      device.queue.writeBuffer(named(name), 4 * atWord, data);
    },
    async submit(passes, read) {
      const encoder = device.createCommandEncoder();
      if (passes.length > 0) {
        const computing = encoder.beginComputePass();
        for (const { pipeline, bindGroup, x, y } of passes) {
          computing.setPipeline(pipeline);
          computing.setBindGroup(0, bindGroup);
          computing.dispatchWorkgroups(x, y);
        }
        computing.end();
      }
      const sizes = read.map(({ name, words: part }) => 4 * (part ?? words[name]));
      const staging = make(
        sizes.reduce((sum, size) => sum + size, 0),
        USAGE.mapRead | USAGE.copyDst,
      );
      let offset = 0;
      read.forEach(({ name }, k) => {
        encoder.copyBufferToBuffer(named(name), 0, staging, offset, sizes[k]);
        offset += sizes[k];
      });
      device.queue.submit([encoder.finish()]);
      try {
        await Promise.race([staging.mapAsync(MAP_READ), lost]).catch(explain);
        if (fault) throw new Error(`The graphics card refused a command: ${fault}`);
        const all = new Uint32Array(staging.getMappedRange().slice(0));
        offset = 0;
        return sizes.map((size) => {
          const from = offset / 4;
          offset += size;
          return all.subarray(from, offset / 4);
        });
      } finally {
        staging.destroy();
      }
    },
  };
}
