import { posix } from 'node:path'
import { describe, expect, test } from 'vitest'
import { filesBelow, productFiles, type SourceFile, testFiles, withoutComments } from './source-files.ts'

const product = productFiles()
const tests = testFiles()
const all = [...product, ...tests]
const lines = ({ text }: SourceFile) => text.split('\n').length - 1
const paths = (files: readonly SourceFile[]) => files.map(({ path }) => path)

describe('[AR3] files are small and named by their subject', () => {
  test('no module is longer than 400 lines, no test than 600', () => {
    expect(paths(product.filter((file) => lines(file) > 400))).toEqual([])
    expect(paths(tests.filter((file) => lines(file) > 600))).toEqual([])
  })

  test('four of five modules stay under 150 lines', () => {
    const short = product.filter((file) => lines(file) < 150)
    expect(short.length / product.length).toBeGreaterThan(0.8)
  })

  test('names are kebab-case', () => {
    const styles = filesBelow(['src'], /\.css$/)
    const named = /^[a-z0-9]+(-[a-z0-9]+)*(\.test|\.d)?\.(tsx?|css)$/
    expect(paths([...all, ...styles]).filter((path) => !named.test(posix.basename(path)))).toEqual([])
  })

  test('no drawers', () => {
    // the words that every screen shares have no narrower subject
    const granted = new Set(['src/i18n/vi/common.ts', 'src/i18n/en/common.ts'])
    const drawer = /(^|[/-])(utils?|helpers?|misc|common|managers?|shared|lib)([/.-]|$)/
    expect(paths(all).filter((path) => drawer.test(path) && !granted.has(path))).toEqual([])
  })
})

/** Forms that hide something from the reader, with an example that the pattern must find. */
const HIDDEN: { name: string; form: RegExp; example: string; inTests: boolean }[] = [
  {
    name: 'an empty catch',
    form: /catch\s*(\([^)]*\))?\s*\{\s*\}/,
    example: 'try { x() } catch (e) { }',
    inTests: true,
  },
  {
    name: 'a swallowed rejection',
    form: /\.catch\(\s*\(\w*\)\s*=>\s*\{\s*\}\s*\)/,
    example: 'x().catch(() => {})',
    inTests: true,
  },
  { name: 'a default export', form: /^export default\b/m, example: 'export default 1', inTests: true },
  { name: 'a barrel', form: /^export \* from/m, example: "export * from './x.ts'", inTests: true },
  { name: 'a silenced compiler', form: /@ts-(ignore|nocheck|expect-error)/, example: '// @ts-ignore', inTests: true },
  {
    name: 'a test that does not run',
    form: /\b(test|it|describe)\.(skip|only|todo|skipIf|runIf)\b/,
    example: `test.${'only'}('x')`,
    inTests: true,
  },
  { name: 'a word to the console', form: /\bconsole\.(log|debug|info)\b/, example: 'console.log(1)', inTests: false },
]

/** Command lines talk to people. */
const TALKS = /^sync-server\/(cli\/|main\.ts)/

describe('[AR4] nothing is hidden', () => {
  test.each(HIDDEN)('$name stands nowhere', ({ form, inTests }) => {
    const searched = [...product.filter(({ path }) => inTests || !TALKS.test(path)), ...(inTests ? tests : [])]
    const found = searched.filter(({ path, text }) => {
      const code = form.source.includes('@ts') ? text : withoutComments(text)
      return path !== 'tests/architecture/files.test.ts' && form.test(code)
    })
    expect(paths(found)).toEqual([])
  })

  test.each(HIDDEN)('$name would be seen', ({ form, example }) => expect(form.test(example)).toBe(true))

  test('no module only passes others on', () => {
    const passing = product.filter(({ text }) => {
      const code = withoutComments(text).trim()
      return (
        code !== '' &&
        code.split(/\n(?=export|import)/).every((part) => /^export\s+(type\s+)?\{[^}]*\}\s+from/.test(part))
      )
    })
    expect(paths(passing)).toEqual([])
    expect(paths(product).filter((path) => /\/index\.tsx?$/.test(path))).toEqual([])
  })
})
