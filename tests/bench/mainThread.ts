import type { CDPSession } from 'playwright-core';
import { startVisit } from '../browser/page.ts';

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  readonly id?: string;
  readonly args?: {
    readonly name?: string;
    readonly data?: {
      readonly startTime?: number;
      readonly timeDeltas?: readonly number[];
      readonly cpuProfile?: {
        readonly nodes?: readonly {
          readonly id: number;
          readonly parent?: number;
          readonly callFrame: { readonly url?: string; readonly functionName: string };
        }[];
        readonly samples?: readonly number[];
      };
    };
  };
}

const TRACED_S = 40;

/**
 * Main-thread tasks of the built page while the opening run goes on, with the time each spent in the product's own
 * scripts (Cesium lies in a chunk of its own). Sampled by the browser's profiler.
 */
export async function benchMainThread(): Promise<unknown> {
  const visit = await startVisit();
  try {
    const { page, context } = await visit.open({ path: '?trace', width: 640, height: 480 });
    const session = await context.newCDPSession(page);
    const events = await trace(session, TRACED_S * 1000);
    return summarise(events);
  } finally {
    await visit.close();
  }
}

async function trace(session: CDPSession, forMs: number): Promise<TraceEvent[]> {
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => {
    for (const event of value) events.push(event as unknown as TraceEvent);
  });
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: {
      includedCategories: ['toplevel', 'devtools.timeline', '__metadata', 'disabled-by-default-v8.cpu_profiler'],
    },
  });
  await new Promise((resolve) => setTimeout(resolve, forMs));
  const complete = new Promise<void>((resolve) => session.once('Tracing.tracingComplete', () => resolve()));
  await session.send('Tracing.end');
  await complete;
  return events;
}

function summarise(events: readonly TraceEvent[]): unknown {
  const main = events.find((event) => event.name === 'thread_name' && event.args?.name === 'CrRendererMain');
  if (!main) return 'no renderer in the trace';
  const profile = events.find((e) => e.name === 'Profile' && e.pid === main.pid && e.tid === main.tid);
  const samples: { ts: number; own: boolean; label: string }[] = [];
  const frames = new Map<number, { own: boolean; label: string }>();
  let ts = profile?.args?.data?.startTime ?? 0;
  for (const event of events) {
    if (event.name !== 'ProfileChunk' || event.pid !== main.pid || event.id !== profile?.id) continue;
    const data = event.args?.data;
    for (const node of data?.cpuProfile?.nodes ?? []) {
      const url = node.callFrame.url ?? '';
      const own = url.includes('/assets/') && !/cesium/i.test(url);
      // Time below our own function counts as ours only while it is our script that runs.
      frames.set(node.id, { own, label: `${url.split('/').pop() ?? ''} ${node.callFrame.functionName}` });
    }
    data?.cpuProfile?.samples?.forEach((id, k) => {
      ts += data.timeDeltas?.[k] ?? 0;
      const frame = frames.get(id);
      samples.push({ ts, own: frame?.own ?? false, label: frame?.label ?? '' });
    });
  }
  const tasks = events
    .filter(
      (e) =>
        e.pid === main.pid && e.tid === main.tid && e.ph === 'X' && /RunTask$/.test(e.name) && (e.dur ?? 0) > 50_000,
    )
    .sort((a, b) => a.ts - b.ts);
  let k = 0;
  samples.sort((a, b) => a.ts - b.ts);
  const rows = tasks.map((task) => {
    const end = task.ts + (task.dur ?? 0);
    while (k < samples.length && samples[k].ts < task.ts) k++;
    let ownUs = 0;
    const labels = new Map<string, number>();
    for (let j = k; j < samples.length && samples[j].ts <= end; j++) {
      const spent = samples[j].ts - (j > 0 ? Math.max(samples[j - 1].ts, task.ts) : task.ts);
      if (!samples[j].own) continue;
      ownUs += spent;
      labels.set(samples[j].label, (labels.get(samples[j].label) ?? 0) + spent);
    }
    const top = [...labels].sort((a, b) => b[1] - a[1])[0];
    return { taskMs: Math.round((task.dur ?? 0) / 1000), ownMs: Math.round(ownUs / 1000), most: top?.[0] };
  });
  rows.sort((a, b) => b.ownMs - a.ownMs);
  return {
    tracedS: TRACED_S,
    tasksOver50Ms: rows.length,
    tasksWithOwnCodeOver50Ms: rows.filter((row) => row.ownMs > 50).length,
    longestOwn: rows.slice(0, 8),
  };
}
