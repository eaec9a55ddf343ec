import { randomInt } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { canonical } from '#domain/canonical.ts'
import { snapshotOf } from '#domain/monthly-reports/body.ts'
import { monthlyReportIdOf } from '#domain/monthly-reports/key.ts'
import { monthlyReportSchema } from '#domain/monthly-reports/report.ts'
import type { FormReceiptFile } from '#domain/receipts/file.ts'
import type { Receipt } from '#domain/receipts/receipt.ts'
import { verifyFile } from '#domain/receipts/verify-file.ts'
import { latestVersion } from '#domain/unit-forms/state.ts'
import { unitPlanIdOf } from '#domain/unit-plans/key.ts'
import { unitPlanSchema } from '#domain/unit-plans/unit-plan.ts'
import { checkReceipt } from '#features/receipt/check.ts'
import { runAdmin } from '#server/cli/run.ts'
import { at } from '#tests/support/builders.ts'
import { FULL } from '#tests/support/monthly.ts'
import { planFieldsOf } from '#tests/support/unit-plan.ts'
import { aMutation, openServer, SCHOOL } from './world.ts'

type Form = 'monthly.report' | 'unit.plan'
let folder: string
const files = {} as Record<Form, FormReceiptFile>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dau-moi-form-receipts-'))
  const server = await openServer()
  const approval = { kind: 'verbal', way: 'phone', at: '2026-11-18T02:00:00.000Z', note: '' }
  const month = { unitId: SCHOOL, of: '2026-11' }
  const year = { unitId: SCHOOL, of: '2026' }
  const report = { ...month, snapshot: snapshotOf(FULL), policy: 'cut15_14', approval }
  const plan = { ...year, snapshot: planFieldsOf('2026'), parent: null, approval }
  await server.phone('an').push(aMutation('monthly.submit', monthlyReportIdOf(month), report))
  await server.phone('an').push(aMutation('plan.submit', unitPlanIdOf(year), plan))
  const { records } = await server.phone('an').everything()
  const body = (type: string) => records.find((record) => record.type === type)?.body
  const fileOf = (form: { unitName: string }, entry: FormReceiptFile['entry'] | undefined): FormReceiptFile => {
    if (!entry) throw new Error('nothing was sent')
    return {
      format: 'dau-moi-receipt/1',
      departmentName: 'Sở Ví Dụ (minh họa)',
      unitName: form.unitName,
      entry,
      receipt: records.find(({ type, id }) => type === 'receipt' && id === entry.id)?.body as Receipt,
      photos: [],
      keys: [server.key],
    }
  }
  const sentReport = monthlyReportSchema.parse(body('monthly_report'))
  const sentPlan = unitPlanSchema.parse(body('unit_plan'))
  files['monthly.report'] = fileOf(sentReport, latestVersion(sentReport))
  files['unit.plan'] = fileOf(sentPlan, latestVersion(sentPlan))
  await server.close()
})
afterAll(() => rm(folder, { recursive: true }))

async function verify(content: string): Promise<{ exit: number; text: string }> {
  const path = join(folder, 'receipt.json')
  await writeFile(path, content)
  const lines: string[] = []
  const exit = await runAdmin(['receipt', 'verify', path], {
    dataDir: join(folder, 'no-such-data'),
    databaseUrl: null,
    now: () => at('2030-01-01'),
    newId: () => '',
    random: () => new Uint8Array(),
    print: (line) => lines.push(line),
    complain: (line) => lines.push(line),
  })
  return { exit, text: lines.join('\n') }
}

const CONTENT: Record<Form, readonly string[]> = {
  'monthly.report': [
    'Báo cáo tháng 2026-11: mã BT-2026-0001, bản 1',
    'Nội dung: 2 vấn đề dư luận quan tâm\n  - Tuyển sinh lớp 6 theo tuyến (minh họa)\n  - Bữa ăn bán trú (minh họa)',
    'Sự cố trong kỳ: 1',
  ],
  'unit.plan': [
    'Kế hoạch năm 2026: mã KH-2026-0001, bản 1',
    'Nội dung: 3 dòng công việc\n  - Phổ biến chính sách mới (minh họa)',
  ],
}

describe.each<Form>(['monthly.report', 'unit.plan'])('the receipt of a %s', (form) => {
  it('[RC5, RC7] on the command line tells what stands in it, without server or database', async () => {
    const file = files[form]
    const { exit, text } = await verify(JSON.stringify(file))
    expect(exit).toBe(0)
    for (const line of CONTENT[form]) expect(text).toContain(line)
    const { snapshot } = file.entry
    const other = { ...file, entry: { ...file.entry, snapshot: { ...snapshot, docNumber: '99/BC-KHAC' } } }
    expect(await verify(JSON.stringify(other))).toMatchObject({
      exit: 1,
      text: expect.stringMatching(/record-changed/),
    })
  })

  it('[RC5, RC7] on the public page is the checked entry, and nobody is asked', async () => {
    const asked = globalThis.fetch
    globalThis.fetch = () => Promise.reject(new Error('nothing may be sent'))
    try {
      const checked = await checkReceipt(new Blob([JSON.stringify(files[form])]))
      expect(checked).toMatchObject({ kind: 'valid', vouched: { report: { kind: form } } })
      expect(checked.kind === 'valid' && canonical(checked.entry)).toBe(canonical(files[form].entry))
    } finally {
      globalThis.fetch = asked
    }
  })

  it('[RC7] fails with any flipped byte, unless it changes nothing that is vouched for', async () => {
    const start = randomInt(5)
    console.info(`flipping every 5th byte from ${start}`)
    const bytes = new TextEncoder().encode(JSON.stringify(files[form]))
    const vouched = ({ entry, receipt, keys }: FormReceiptFile) =>
      canonical({ entry, receipt, keys: keys.map(({ id, publicKey }) => ({ id, publicKey })) })
    let failed = 0
    let tried = 0
    for (let i = start; i < bytes.length; i += 5) {
      tried += 1
      const spoiled = bytes.slice()
      spoiled[i] = (spoiled[i] ?? 0) ^ (1 << (i % 7))
      let json: unknown
      try {
        json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(spoiled))
      } catch {
        failed += 1
        continue
      }
      if ((await verifyFile(json, null)).ok) expect(vouched(json as FormReceiptFile)).toBe(vouched(files[form]))
      else failed += 1
    }
    // what may pass are the names and dates that stand in no signature
    expect(failed).toBeGreaterThan(tried * 0.8)
  })
})
