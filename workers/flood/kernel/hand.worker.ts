/** One more thread of a flood kernel: it waits in the kernel for work until it is ended. */
import { instantiate, type Order } from './serve.ts';

addEventListener(
  'message',
  ({ data }: MessageEvent<Order>) => {
    const kernel = instantiate(data.module, data.memory);
    postMessage('ready');
    kernel.serve(data.thread);
  },
  { once: true },
);
