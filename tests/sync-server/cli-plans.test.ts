import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { planPreviewSchema } from '#domain/plans/preview.ts'
import { EXIT, runAdmin } from '#server/cli/run.ts'
import { databaseIn } from '#server/store/open.ts'
import { openSqlite } from '#server/store/sqlite.ts'
import { SERVER } from '#server/store/store.ts'
import { at } from '#tests/support/builders.ts'
import { SAMPLE } from '#tests/support/plans.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dau-moi-cli-plans-'))
})
afterEach(() => rm(folder, { recursive: true }))
const inFolder = (name: string) => join(folder, name)
const DEMO = new URL('../../sync-server/cli/demo/', import.meta.url)
const demo = (name: string) => new URL(name, DEMO).pathname

async function admin(...argv: string[]) {
  const printed: string[] = []
  const complained: string[] = []
  const exit = await runAdmin(argv, {
    dataDir: inFolder('data'),
    databaseUrl: null,
    now: () => at('2026-11-19T06:00:00Z'),
    newId: randomUUID,
    random: randomBytes,
    print: (line) => printed.push(line),
    complain: (line) => complained.push(line),
  })
  return { exit, printed: printed.join('\n'), complained: complained.join('\n') }
}

const UNITS = `code,type,name
VPS,dept_office,Văn phòng Sở (minh họa)
GDMN-TH,dept_division,Phòng GDMN-TH (minh họa)
GDTrH-TX,dept_division,Phòng GDTrH-TX (minh họa)
QLCL,dept_division,Phòng QLCL (minh họa)
KHTC,dept_division,Phòng KHTC (minh họa)
TCCB,dept_division,Phòng TCCB (minh họa)
TTRA,dept_inspectorate,Thanh tra (minh họa)
XA-1,commune_office,Xã 1 (minh họa)
THPT-1,attached_unit,THPT 1 (minh họa)
`

async function withUnits() {
  await admin('department', 'create', '--name', 'Sở Ví Dụ (minh họa)', '--office-phone', '0900 000 001')
  await writeFile(inFolder('units.csv'), UNITS)
  expect((await admin('units', 'import', inFolder('units.csv'))).exit).toBe(EXIT.done)
}
const importing = (file: string, ...more: string[]) =>
  admin('plan', 'import', file, '--as-of', '19/11/2026', '--classes', demo('class-map.json'), ...more)

async function database() {
  const store = await openSqlite(databaseIn(inFolder('data')))
  const all = await store.read(SERVER, async (tx) => ({
    records: await tx.selectFrom('records').selectAll().orderBy('space').orderBy('type').orderBy('id').execute(),
    heads: await tx.selectFrom('spaces').selectAll().orderBy('id').execute(),
  }))
  await store.close()
  return all
}

/** The sample with one of its table's lines changed. */
const broken = (from: string, to: string) => {
  expect(SAMPLE).toContain(from)
  return SAMPLE.replace(from, to)
}

describe('npm run admin -- plan', () => {
  it('[PL31] previews without a database: the plan, every correction and every warning', async () => {
    await writeFile(inFolder('plan.txt'), SAMPLE)
    const { exit, printed } = await admin('plan', 'preview', inFolder('plan.txt'), '--json')
    expect(exit).toBe(EXIT.done)
    const read = planPreviewSchema.parse(JSON.parse(printed))
    expect(read.plan.groups.map(({ roman, items }) => [roman, items.length])).toEqual([
      ['I', 2],
      ['II', 4],
      ['III', 1],
      ['IV', 3],
    ])
    const words = await admin('plan', 'preview', inFolder('plan.txt'))
    for (const { rule } of read.corrections) expect(words.printed).toContain(`[${rule}]`)
    for (const { code } of read.warnings) expect(words.printed).toContain(`[${code}]`)
  })

  it('[PL31] imports once; a second time moves nothing', async () => {
    await withUnits()
    await writeFile(inFolder('plan.txt'), SAMPLE)
    await writeFile(
      inFolder('classes.json'),
      JSON.stringify({
        CAC_PHONG: { types: ['dept_division'], units: [] },
        PGD: { types: ['commune_office'], units: [] },
        DVTT: { types: ['attached_unit'], units: [] },
      }),
    )
    const argv = [
      'plan',
      'import',
      inFolder('plan.txt'),
      '--as-of',
      '2026-11-19',
      '--classes',
      inFolder('classes.json'),
      '--year',
      '2026',
    ]
    const first = await admin(...argv)
    expect(first).toMatchObject({ exit: EXIT.done, complained: '' })
    expect(first.printed).toBe(
      'Kế hoạch năm 2026: 4 nhóm, 10 mục, 9 đơn vị có việc\nBản ghi: thêm 10, sửa 0, bỏ 0, giữ nguyên 0',
    )
    const before = await database()
    expect((await admin(...argv)).printed).toContain('thêm 0, sửa 0, bỏ 0, giữ nguyên 10')
    expect(await database()).toEqual(before)
  })

  it('[PL31] [V45] a bad file names each problem by line and column, and leaves the database as it was', async () => {
    await withUnits()
    const before = await database()
    await writeFile(inFolder('bad.txt'), broken('Phòng GDMN-TH\tQuý I, II, III, IV', 'Phòng Lạ\tQuý V'))
    const outcome = await importing(inFolder('bad.txt'))
    expect(outcome).toMatchObject({ exit: EXIT.refused, printed: '' })
    expect(outcome.complained.split('\n')).toEqual([
      expect.stringMatching(/^Dòng \d+, cột 4 \(Đơn vị chủ trì\): Không biết đơn vị "Phòng Lạ"\..* \[unit-unknown\]$/),
      expect.stringMatching(/^Dòng \d+, cột 5 \(Thời gian thực hiện\): "V" không phải là quý\..* \[quarter-unknown\]$/),
      'Chưa nhập gì: kế hoạch có 2 lỗi. [plan-refused]',
    ])
    expect(await database()).toEqual(before)
  })

  it('[TK1] a code that is no unit on that day is told, and nothing is taken', async () => {
    await withUnits()
    const before = await database()
    await writeFile(inFolder('plan.txt'), SAMPLE)
    const outcome = await importing(inFolder('plan.txt'))
    expect(outcome.complained).toMatch(/Không có đơn vị mã "P-MNTH".*\[assignee-unknown\]/)
    expect(outcome.complained).toMatch(/\[plan-refused\]$/)
    expect(await database()).toEqual(before)
  })

  it.each<[string, () => Promise<string[]>, string]>([
    ['a day that is none', async () => ['--as-of', '31/2/2026', '--classes', demo('class-map.json')], '[date-wrong]'],
    [
      'a year that is none',
      async () => ['--as-of', '1/1/2026', '--classes', demo('class-map.json'), '--year', '26'],
      '[year-wrong]',
    ],
    ['a map that is no JSON', async () => ['--as-of', '1/1/2026', '--classes', demo('plan.txt')], '[json-broken]'],
    ['a map that is not one', async () => ['--as-of', '1/1/2026', '--classes', demo('calendar.json')], '[json-wrong]'],
    ['a map that is not there', async () => ['--as-of', '1/1/2026', '--classes', '/nowhere.json'], '[file-unreadable]'],
    [
      'text that is not UTF-8',
      async () => ['--as-of', '1/1/2026', '--classes', demo('class-map.json')],
      '[text-not-utf8]',
    ],
  ])('refuses %s', async (_name, more, code) => {
    await withUnits()
    await writeFile(inFolder('plan.txt'), Buffer.from([0xff, 0xfe, 0x41]))
    const outcome = await admin('plan', 'import', inFolder('plan.txt'), ...(await more()))
    expect([outcome.exit, outcome.complained.endsWith(code)]).toEqual([EXIT.refused, true])
  })
})

describe('npm run admin -- calendar, duties', () => {
  it.each(['calendar', 'duties'])(
    '[DL10] %s import takes the demo’s file once, and a wrong one not at all',
    async (kind) => {
      await withUnits()
      const file = demo(`${kind}.json`)
      const first = await admin(kind, 'import', file)
      expect([first.exit, first.printed.includes('không đổi')]).toEqual([EXIT.done, false])
      const before = await database()
      expect((await admin(kind, 'import', file)).printed).toContain('không đổi')
      expect(await database()).toEqual(before)
      const wrong = JSON.parse(await readFile(file, 'utf8'))
      if (kind === 'calendar') wrong.holidays[1].day = '2026-02-30'
      else wrong.rules[0].unitTypes.push('tribe')
      await writeFile(inFolder('wrong.json'), JSON.stringify(wrong))
      const refused = await admin(kind, 'import', inFolder('wrong.json'))
      expect(refused.complained).toContain(kind === 'calendar' ? 'holidays.1.day' : 'rules.0.unitTypes.3')
      expect(refused.complained).toMatch(/\[json-wrong\]$/)
      expect(await database()).toEqual(before)
    },
  )
})
