import { readFileSync } from 'node:fs'
import react from '@vitejs/plugin-react'
import { VitePWA } from 'vite-plugin-pwa'
import { defineConfig } from 'vitest/config'

/** In development the API is a process of its own; see `npm run dev`. */
const api = process.env.DEV_API ?? 'http://127.0.0.1:8788'

const { version } = JSON.parse(readFileSync(new URL('./package.json', import.meta.url), 'utf8')) as { version: string }

/** Packages and rooms of which every page needs most. */
const VENDOR =
  /node_modules\/(react|react-dom|scheduler|dexie|dexie-react-hooks|wouter|regexparam|use-sync-external-store|zod)\//
/** Of those rooms, what no first page needs: a line each. */
const NOT_FIRST = [
  'ui/(?:composer|optional-part|data-table|meter|timeline|dialog|save-file|search|step-form)',
  'i18n/en/',
  'i18n/(?:attention|help|document|duty|given|handover|office|page|plan|receipt|sync-page|task|trouble)-texts',
  'i18n/(?:deadline-words|duty-words|task-words|task-tones)',
  'i18n/(?:report-rows|details-rows|counts-table)',
  'i18n/vi/(?:deadlines|tasks|task-screens|help|documents|papers|duty-desk|given-desk|handover-page|sync-page|trouble)',
  'i18n/vi/(?:attention|incident|details|issues|receipt|office|handover|settings)',
  'i18n/(?:vi/(?:monthly|unit-forms|unit-plan|pieces)|monthly-|form-|unit-plan-|piece-)',
  'storage/(?:monthly|unit-forms|unit-plan)',
  'sync/form-status',
  'storage/(?:unsent/|pieces|carried|kept-draft|kept-for-server|duties|refused-forms|refused-drafts|open-supplement|open-draft|add-photo|form-pictures)',
  // after a restore of the server, after a backup of it, and once a day
  'storage/(?:replay|backed-up|look-through)',
  'domain/tasks/(?:changes|validation|find-card|giving)',
  'sync/(?:use-duties|(?:use-)?kept-(?:form|words)|use-hand-in|use-form-pictures|use-comment)',
  // short forms, with what keeps them while they are written
  'storage/forms\\.',
  'protocol/office',
  'pwa/(?:sw|register)',
  'domain/(?:receipts/|unsent/|agenda/|monthly-reports/|unit-forms/|unit-plans/|pieces/|reminders/)',
  'domain/(?:photos/sniff|shortened)',
  'i18n/due-titles',
  'i18n/(?:settings-texts|reminder-texts|vi/reminders)',
  'sync/use-reminders',
  'protocol/reminders',
  'pwa/push\\.',
  'domain/incidents/(?:same-words|short-text|series)',
  'domain/[\\w-]+/(?:mutations|office-mutations|office-acts|outside-acts|unit-acts|comment)\\.ts',
]
// a sheet's module is empty, and would tie its page to whatever part it lies in
const BASE = new RegExp(
  `vite/preload-helper|src/.+\\.css$|src/(?!${NOT_FIRST.join('|')})(?:ui|i18n|storage|sync|protocol|pwa|domain)/|src/features/session/(?:answer-words|offline-door|problem|session|session-api)\\.`,
)
/** Parts of pages that no first page needs, and most of the others do. */
const PARTS =
  /src\/(ui\/(optional-part|data-table|meter|timeline|dialog|save-file|search|step-form)|storage\/(carried|kept-draft|forms\.)|domain\/shortened|sync\/(?:form-status|(?:use-)?kept-(?:form|words))|pwa\/push\.|i18n\/(?:(?:receipt|office)-texts|vi\/(?:receipt|office)\.))/
/** The words and rows of incidents, for every page that shows one. */
const INCIDENT_WORDS =
  /src\/(i18n\/(page-texts|report-rows|details-rows|counts-table|vi\/(incident|details|issues|handover)\.)|domain\/incidents\/(short-text|series|same-words))/
/** What the office and units do with incidents, tasks and duties: learnt when it is met. [MU4] */
const ACTS =
  /src\/storage\/(?:replay|backed-up|look-through)|src\/domain\/((?!monthly-|unit-|pieces\/)[\w-]+\/(mutations|office-mutations|office-acts|outside-acts|unit-acts|comment)|tasks\/(?:changes|find-card|giving(?:-acts|-validation)?))\.ts/
/** What is due in words: for the phone's pages and the desk's. */
const PLAN_WORDS = /src\/(i18n\/(plan-texts|due-titles|deadline-words|duty-words|task-tones|vi\/(?:deadlines|tasks)\.))/
/** What is due: for Hôm nay after its first picture, and for every page of deadlines and tasks. */
const PLAN =
  /src\/(storage\/duties|sync\/use-duties|domain\/agenda\/due|features\/deadlines\/next-deadlines|features\/reminders\/(?:today-reminder|badge)|domain\/reminders\/plan|sync\/use-reminders|features\/today\/(?:other-news|read-task-news|read-piece-news))/
/** The tab of deadlines, the tasks behind it and the page of reminders. */
const TASKS =
  /src\/(features\/(?:tasks|deadlines|reminders)\/(?!next-deadlines|today-reminder|badge)|protocol\/reminders|domain\/reminders\/calendar-file|domain\/agenda\/(?:month|occasions)|i18n\/(?:reminder-texts|vi\/reminders\.))/
/** The words of tasks and what hands in short forms, for the pages of tasks and articles and for the desk. */
const TASK_WORDS =
  /src\/(i18n\/(task-texts|task-words|vi\/task-screens)|domain\/tasks\/(?:validation|giving-values)|sync\/use-hand-in)/
/** Where people write to each other about a record, and what keeps short forms while they are written. */
const COMMENTS =
  /src\/(ui\/composer|storage\/form-pictures|sync\/use-(?:form-pictures|comment)|features\/(?:incident\/page|tasks)\/comment)/
/** What every area of the desk needs, and what most of them show. */
const DESK_CORE = /node_modules\/@tanstack\/|src\/features\/office\/(?:api|pending|queries|words)\./
const DESK = /src\/features\/office\/(?:areas|comment-part|desk-photos|panes|list-frame)\./
/** What every act at the desk goes through. */
const DESK_ACTS = /src\/features\/office\/(?:act-problem|use-asking|use-perform)\./
/** One task at the desk: for what the plan gives and for what the office does. */
const DESK_TASK = /src\/features\/office\/tasks\/task-(?:act|at-desk|pending)/
/** To whom something is given: for a new giving and for more units. */
const DESK_GIVING = /src\/features\/office\/given\/unit-picker/
/** The rules and words of a month's report and of a unit's plan, for their pages, receipts and the desk. */
const FORM_WORDS =
  /src\/(domain\/(unit-forms|monthly-reports|unit-plans)\/(?!states|summary-record)|i18n\/((?:form|monthly|unit-plan)-(?!paper)|vi\/(?:unit-forms|monthly|unit-plan)\.))/
/** The pages that both share, and those of each. */
const FORM_PAGES = /src\/(features\/unit-forms\/[\w-]+\.|features\/receipt\/form-content|storage\/unit-forms\.)/
const UNIT_PLAN =
  /src\/(features\/unit-forms\/plan\/|storage\/unit-plan\.|\w+\/\w+\/(?:(?:read-)?unit-plan-paper|unit-plan-content)|domain\/unit-plans\/short-text)/
const MONTHLY =
  /src\/(features\/unit-forms\/monthly\/|storage\/monthly|\w+\/\w+\/(?:(?:read-)?monthly-paper|monthly-content))/
/** The rules and words of articles and examples, for the phone, the desk and the year book. */
const PIECES = /src\/(domain\/pieces\/|storage\/pieces|i18n\/(piece-texts|vi\/pieces))/
/** Their pages on the phone. */
const PIECE_PAGES = /src\/features\/pieces\//
/** Pages that one comes for now and then: small, so one part. */
const MORE =
  /src\/(features\/(settings|sync-status)\/|storage\/kept-for-server|features\/session\/(?:activate|devices|sign-out)-page|i18n\/(help-texts|settings-texts|vi\/(help|settings)\.))/
const PAPERS =
  /src\/features\/documents\/(?!docx-file|(?:read-)?(?:monthly|unit-plan)-paper)|src\/i18n\/(document-texts|vi\/(documents|papers)\.)/
const RECEIPTS = /node_modules\/@noble\/|src\/domain\/receipts\/(?:verify\.|groups)/
const PHOTOS = /src\/features\/incident\/photos\/(?!photo-part)/
const INCIDENT =
  /src\/storage\/(?:open-draft|add-photo)|src\/features\/incident\/(?!photos\/|page\/|supplement\/|incident-page)/

export default defineConfig({
  // the build of Dexie for today's browsers: 1.2 KiB less on the first route
  resolve: { alias: [{ find: /^dexie$/, replacement: 'dexie/dist/modern/dexie.mjs' }] },
  define: { 'import.meta.env.APP_VERSION': JSON.stringify(version) },
  build: {
    outDir: 'dist',
    target: 'es2022',
    // small enough to come whole, so that no page waits for its own
    cssCodeSplit: false,
    modulePreload: { polyfill: false },
    manifest: 'build-manifest.json',
    rolldownOptions: {
      output: {
        // few and long-lived files on the first route: what we use, what we wrote; the rest follows its page
        codeSplitting: {
          groups: [
            { name: 'vendor', test: VENDOR, priority: 4 },
            { name: 'base', test: BASE, priority: 3 },
            { name: 'parts', test: PARTS, priority: 2 },
            { name: 'incident-words', test: INCIDENT_WORDS, priority: 1 },
            { name: 'plan-words', test: PLAN_WORDS, priority: 3 },
            { name: 'acts', test: ACTS, priority: 2 },
            { name: 'plan', test: PLAN, priority: 2 },
            { name: 'task-words', test: TASK_WORDS, priority: 3 },
            { name: 'comments', test: COMMENTS, priority: 1 },
            { name: 'desk-core', test: DESK_CORE, priority: 1 },
            { name: 'desk-both', test: DESK, priority: 1 },
            { name: 'desk-acts', test: DESK_ACTS, priority: 1 },
            { name: 'desk-task', test: DESK_TASK },
            { name: 'desk-given', test: /src\/features\/office\/given\/(?:use-desk-given|answers)/, priority: 1 },
            { name: 'desk-giving', test: DESK_GIVING },
            { name: 'tasks', test: TASKS },
            { name: 'form-words', test: FORM_WORDS, priority: 1 },
            { name: 'form-pages', test: FORM_PAGES },
            { name: 'monthly', test: MONTHLY },
            { name: 'unit-plan', test: UNIT_PLAN },
            { name: 'pieces', test: PIECES, priority: 1 },
            { name: 'piece-pages', test: PIECE_PAGES },
            { name: 'more', test: MORE },
            { name: 'papers', test: PAPERS },
            { name: 'receipts', test: RECEIPTS },
            { name: 'incident', test: INCIDENT },
            { name: 'photos', test: PHOTOS },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': api } },
  plugins: [
    react(),
    {
      // nothing can be seen before the script has run: so it may as well set the chosen theme first
      name: 'first-picture',
      transformIndexHtml: {
        order: 'post',
        handler: (html) => html.replace('<script type="module"', '<script type="module" blocking="render"'),
      },
    },
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src/pwa',
      filename: 'sw.ts',
      injectRegister: false,
      registerType: 'prompt',
      // the desk is for people with a network: its chunks are fetched when they are wanted
      injectManifest: {
        globPatterns: ['**/*.{html,js,css,svg,png,webmanifest}'],
        globIgnores: ['**/desk-*', '**/screenshots/**', '**/icon-*512.png'],
      },
      manifest: {
        id: '/',
        name: 'Đầu Mối',
        short_name: 'Đầu Mối',
        description: 'Báo sự cố và báo cáo của đầu mối truyền thông, dùng được cả khi mất mạng',
        lang: 'vi',
        dir: 'ltr',
        start_url: '/',
        scope: '/',
        display: 'standalone',
        background_color: '#f4f6f9',
        theme_color: '#0b4f8a',
        icons: [
          { src: '/icon-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
          { src: '/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
          { src: '/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
        ],
        shortcuts: [
          {
            name: 'Báo sự cố',
            short_name: 'Báo sự cố',
            url: '/su-co/moi',
            icons: [{ src: '/icon-192.png', sizes: '192x192' }],
          },
        ],
      },
    }),
  ],
  test: {
    projects: [
      {
        test: {
          name: 'fast',
          include: ['tests/**/*.test.ts', 'tests/**/*.test.tsx'],
          exclude: ['tests/e2e/**', 'tests/gates/**'],
          testTimeout: 20_000,
          globalSetup: 'tests/support/postgres/global.ts',
        },
      },
      {
        // needs dist/: run by `npm test` after the build
        test: {
          name: 'built',
          include: ['tests/e2e/**/*.test.ts', 'tests/gates/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 120_000,
          // each file has a server, a proxy and a browser of its own; they wait more than they work
          maxWorkers: 2,
        },
      },
    ],
  },
})
