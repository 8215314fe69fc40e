import type { Plugin } from 'vite';

/** Hosts beside the page's own that whoever serves it allows (map services, feeds): `TWIN_HOSTS="https://a https://b"`. */
const foreign = (process.env.TWIN_HOSTS ?? '').split(/\s+/).filter(Boolean).join(' ');
const plus = foreign ? ` ${foreign}` : '';

/** The built page's Content-Security-Policy. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  `img-src 'self' data: blob:${plus}`,
  `connect-src 'self' data: blob:${plus}`,
  "worker-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
].join('; ');

/** Cross-origin isolation, which SharedArrayBuffer needs; `credentialless` so that foreign tiles still load. */
export const ISOLATION_HEADERS = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'credentialless',
} as const;

/** Writes the policy into the built page, so that it holds on any static host. */
export function policyInPage(): Plugin {
  return {
    name: 'policy-in-page',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: CONTENT_SECURITY_POLICY },
        injectTo: 'head-prepend',
      },
    ],
  };
}
