/** Chromium and Firefox know `credentialless`; elsewhere `require-corp` gives isolation. */
const coep = 'credentialless' in window || navigator.userAgent.includes('Firefox/') ? 'credentialless' : 'require-corp';
const RELOADED = 'twin.isolated';

/**
 * Registers the service worker of the built page. On a host that sends no isolation headers the page is loaded once
 * more, before anything runs, so that the worker can add them.
 * @returns keep: call it once the city stands; resolves to true when the next visit works without a network.
 */
export function registerOffline(): { keep(): Promise<boolean> } {
  if (!('serviceWorker' in navigator) || !window.isSecureContext || import.meta.env.DEV) {
    return { keep: async () => false };
  }
  const { serviceWorker } = navigator;
  if (!window.crossOriginIsolated && !serviceWorker.controller && !sessionStorage.getItem(RELOADED)) {
    serviceWorker.addEventListener('controllerchange', () => {
      sessionStorage.setItem(RELOADED, '1');
      location.reload();
    });
  }
  const ready = serviceWorker
    .register(`./service-worker.js?coep=${coep}`)
    .then(() => serviceWorker.ready)
    .catch(() => undefined);
  return {
    async keep() {
      const worker = (await ready)?.active;
      if (!worker) return false;
      return new Promise((resolve) => {
        serviceWorker.addEventListener('message', (event: MessageEvent<{ type?: string; missing?: number }>) => {
          if (event.data?.type === 'warmed') resolve(event.data.missing === 0);
        });
        worker.postMessage({ type: 'warm' });
      });
    },
  };
}
