import { describe, expect, test } from 'vitest'
import { strayImports } from './rooms.ts'
import { productFiles, withoutComments } from './source-files.ts'

const stray = (path: string, ...imports: string[]) =>
  strayImports([{ path, text: imports.map((name) => `import { x } from '${name}'\n`).join('') }])

describe('[AR1] imports point down', () => {
  test('in the whole product', () => expect(strayImports(productFiles())).toEqual([]))

  test.each([
    ['src/domain/time.ts', '#protocol/pull.ts'],
    ['src/domain/time.ts', '../storage/db.ts'],
    ['src/storage/db.ts', '#sync/state.ts'],
    ['src/ui/button.tsx', '#storage/db.ts'],
    ['src/i18n/texts.ts', '#sync/state.ts'],
    ['src/features/today/screen.tsx', '#features/incident/form.tsx'],
    ['src/features/today/screen.tsx', '../incident/form.tsx'],
    ['src/features/today/screen.tsx', '#app/routes.ts'],
    ['src/features/today/screen.tsx', '#server/app.ts'],
    ['sync-server/app.ts', '#storage/db.ts'],
    ['sync-server/app.ts', 'dexie'],
    ['src/domain/time.ts', 'node:crypto'],
    ['src/domain/time.ts', 'react'],
    ['src/domain/time.ts', 'zod'],
    ['src/elsewhere/time.ts', 'zod/mini'],
  ])('%s may not import %s', (path, name) => expect(stray(path, name)).toHaveLength(1))

  test('what is allowed is allowed', () =>
    expect([
      ...stray('src/features/today/screen.tsx', './row.tsx', '#sync/state.ts', '#ui/button.tsx', 'react'),
      ...stray('sync-server/push/service.ts', '../store/store.ts', '#domain/time.ts', 'node:crypto'),
    ]).toEqual([]))

  test('dynamic and type imports count', () => {
    const text =
      "import type { A } from '#app/a.ts'\nconst b = () => import('#app/b.ts')\nexport { c } from '#app/c.ts'"
    expect(strayImports([{ path: 'src/ui/x.ts', text }])).toHaveLength(3)
  })
})

/** What makes a rule depend on when, where or how often it runs. */
const IMPURE =
  /\bDate\.now\b|\bnew Date\(\s*\)|\bDate\(\s*\)|\bMath\.random\b|(?<![.\w])crypto\b(?!['"])|(?<![.\w])fetch\s*\(|\bset(?:Timeout|Interval|Immediate)\b|\bperformance\b|\b(?:local|session)Storage\b|\bindexedDB\b|\bnavigator\b|\bprocess\.|\bconsole\.|\bglobalThis\b/

const impurities = (text: string) => IMPURE.exec(withoutComments(text))?.[0] ?? null

describe('[AR2] the rules know no clock, no chance, no network, no storage', () => {
  const pure = productFiles().filter(({ path }) => /^src\/(domain|protocol)\//.test(path))
  test.each(pure)('$path', ({ text }) => expect(impurities(text)).toBeNull())

  test.each(['Date.now()', 'new Date()', 'Math.random()', 'crypto.randomUUID()', 'fetch("/x")', 'setTimeout(f, 1)'])(
    'sees %s',
    (text) => expect(impurities(`const x = ${text}`)).not.toBeNull(),
  )
  test('takes a date made from an argument, and a comment, for what they are', () =>
    expect(impurities('const x = new Date(ms) // never Date.now()')).toBeNull())
})
