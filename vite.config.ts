import { playwright } from '@vitest/browser-playwright';
import { VitePWA } from 'vite-plugin-pwa';
import { defineConfig } from 'vitest/config';
import { BROWSER_ARGS, browserPath } from './.tools/browser.mjs';
import { CONTENT_SECURITY_POLICY, ISOLATION_HEADERS, policyInPage } from './.tools/policy.ts';
import { staticPlaces } from './.tools/vite-static.ts';

const CESIUM = 'node_modules/cesium/Build/Cesium';
const testing = process.env.VITEST !== undefined;

export default defineConfig(async () => ({
  base: './',
  publicDir: false as const,
  plugins: [
    staticPlaces([
      ['cesium/Assets', `${CESIUM}/Assets`],
      ['cesium/Workers', `${CESIUM}/Workers`],
      ['cesium/ThirdParty', `${CESIUM}/ThirdParty`],
      ['data/danang', 'data/danang'],
      ['data/evidence', 'data/evidence'],
      ['icon.svg', 'src/tokens/icon.svg'],
    ]),
    policyInPage(),
    ...(testing
      ? []
      : VitePWA({
          strategies: 'injectManifest',
          srcDir: 'src/app',
          filename: 'service-worker.ts',
          injectRegister: false,
          injectManifest: {
            globPatterns: ['**/*.{js,css,html,svg,woff2,json,geojson,tif,inp,jpg,png,wasm}'],
            globIgnores: ['cesium/Assets/Textures/{maki,LensFlare,NaturalEarthII}/**', '**/*.map'],
            maximumFileSizeToCacheInBytes: 64e6,
          },
          manifest: {
            name: 'Đà Nẵng Twin',
            short_name: 'Đà Nẵng Twin',
            description: 'Bản sao số hạ tầng đô thị và mô phỏng ngập',
            lang: 'vi',
            start_url: './',
            display: 'standalone',
            background_color: '#0f1315',
            theme_color: '#15191c',
            icons: [{ src: 'icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' }],
          },
        })),
  ],
  worker: { format: 'es' as const },
  build: {
    target: 'es2023',
    chunkSizeWarningLimit: 6000,
    sourcemap: false,
    // Cesium apart from our own stage: a trace of the main thread can then tell whose work it was.
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: 'cesium', test: /node_modules[\\/]@?cesium[\\/]/ }] } },
    },
  },
  server: { headers: ISOLATION_HEADERS },
  preview: { headers: { ...ISOLATION_HEADERS, 'Content-Security-Policy': CONTENT_SECURITY_POLICY } },
  test: {
    testTimeout: 30_000,
    projects: [
      {
        extends: true as const,
        test: {
          name: 'node',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/verification/**', 'tests/browser/**', 'tests/bench/**'],
          // By default one core is left idle: with two that is half of them.
          maxWorkers: 2,
        },
      },
      {
        extends: true as const,
        test: { name: 'verification', include: ['tests/verification/**/*.test.ts'], testTimeout: 1_800_000 },
      },
      {
        extends: true as const,
        test: {
          name: 'journeys',
          include: ['tests/browser/**/*.journey.test.ts'],
          testTimeout: 240_000,
          hookTimeout: 240_000,
          fileParallelism: false,
          maxWorkers: 1,
        },
      },
      {
        extends: true as const,
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.browser.test.ts'],
          testTimeout: 120_000,
          fileParallelism: false,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: { executablePath: testing ? await browserPath() : '', args: [...BROWSER_ARGS] },
            }),
            instances: [{ browser: 'chromium' as const }],
          },
        },
      },
    ],
  },
}));
