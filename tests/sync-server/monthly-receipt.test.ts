import { randomInt } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { canonical } from '#domain/canonical.ts'
import { snapshotOf } from '#domain/monthly-reports/body.ts'
import { monthlyReportIdOf } from '#domain/monthly-reports/key.ts'
import { type MonthlyReport, monthlyReportSchema } from '#domain/monthly-reports/report.ts'
import type { FormReceiptFile } from '#domain/receipts/file.ts'
import type { Receipt } from '#domain/receipts/receipt.ts'
import { verifyFile } from '#domain/receipts/verify-file.ts'
import { latestVersion } from '#domain/unit-forms/state.ts'
import { checkReceipt } from '#features/receipt/check.ts'
import { runAdmin } from '#server/cli/run.ts'
import { at } from '#tests/support/builders.ts'
import { FULL } from '#tests/support/monthly.ts'
import { aMutation, openServer, SCHOOL } from './world.ts'

const KEY = { unitId: SCHOOL, of: '2026-11' }
let folder: string
let file: FormReceiptFile

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dau-moi-month-receipt-'))
  const server = await openServer()
  const approval = { kind: 'verbal', way: 'phone', at: '2026-11-18T02:00:00.000Z', note: '' }
  const args = { ...KEY, snapshot: snapshotOf(FULL), policy: 'cut15_14', approval }
  await server.phone('an').push(aMutation('monthly.submit', monthlyReportIdOf(KEY), args))
  const { records } = await server.phone('an').everything()
  const body = (type: string, id?: string) =>
    records.find((record) => record.type === type && (id === undefined || record.id === id))?.body
  const report: MonthlyReport = monthlyReportSchema.parse(body('monthly_report'))
  const entry = latestVersion(report)
  if (!entry) throw new Error('nothing was sent')
  file = {
    format: 'dau-moi-receipt/1',
    departmentName: 'Sở Ví Dụ (minh họa)',
    unitName: report.unitName,
    entry,
    receipt: body('receipt', entry.id) as Receipt,
    photos: [],
    keys: [server.key],
  }
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

it('[RC5, RC7] the command line tells what stands in a month’s receipt, without server or database', async () => {
  const { exit, text } = await verify(JSON.stringify(file))
  expect(exit).toBe(0)
  expect(text).toContain('Báo cáo tháng 2026-11: mã BT-2026-0001, bản 1')
  expect(text).toContain(
    'Nội dung: 2 vấn đề dư luận quan tâm\n  - Tuyển sinh lớp 6 theo tuyến (minh họa)\n  - Bữa ăn bán trú (minh họa)',
  )
  expect(text).toContain('Sự cố trong kỳ: 1')
  const other = { ...file, entry: { ...file.entry, snapshot: { ...file.entry.snapshot, nil: true } } }
  expect(await verify(JSON.stringify(other))).toMatchObject({ exit: 1, text: expect.stringMatching(/record-changed/) })
})

it('[RC5, RC7] the public page gets the checked entry and asks nobody', async () => {
  const asked = globalThis.fetch
  globalThis.fetch = () => Promise.reject(new Error('nothing may be sent'))
  try {
    const checked = await checkReceipt(new Blob([JSON.stringify(file)]))
    expect(checked).toMatchObject({ kind: 'valid', vouched: { report: { kind: 'monthly.report', of: '2026-11' } } })
    expect(checked.kind === 'valid' && canonical(checked.entry)).toBe(canonical(file.entry))
  } finally {
    globalThis.fetch = asked
  }
})

it('[RC7] any flipped byte of a month’s receipt fails, unless it changes nothing that is vouched for', async () => {
  const start = randomInt(5)
  console.info(`flipping every 5th byte from ${start}`)
  const bytes = new TextEncoder().encode(JSON.stringify(file))
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
    if ((await verifyFile(json, null)).ok) expect(vouched(json as FormReceiptFile)).toBe(vouched(file))
    else failed += 1
  }
  // what may pass are the names and dates that stand in no signature
  expect(failed).toBeGreaterThan(tried * 0.8)
})
