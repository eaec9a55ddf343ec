import * as z from 'zod/mini'
import { versionSchema } from '#domain/monthly-reports/report.ts'
import { type SigningKey, signingKeySchema } from '#domain/receipts/receipt.ts'
import { type FileFailure, fingerprintOf, type Vouched, verifyFile } from '#domain/receipts/verify-file.ts'
import { fail, ok, type Result } from '#domain/result.ts'
import type { Fields } from '#domain/unit-forms/fields.ts'
import { countOf, standing, textOf } from '#domain/unit-forms/items.ts'
import { planVersionSchema } from '#domain/unit-plans/unit-plan.ts'
import { type Command, type CommandRefusal, refused } from '../command.ts'
import { readInput } from '../files.ts'
import { hanoiText } from '../table.ts'

const keysSchema = z.array(signingKeySchema).check(z.minLength(1))

/** Works on any machine: it needs no server, no database and no network. [RC5] */
export const receiptVerify: Command = {
  name: 'receipt verify',
  usage: 'TỆP.json [--keys KHÓA.json]',
  help: 'Kiểm tra một biên nhận; không cần máy chủ, cơ sở dữ liệu hay mạng',
  positionals: 1,
  options: { keys: { type: 'string' } },
  needs: 'nothing',
  async run(world, args) {
    const file = await readJson(args.positionals[0] ?? '')
    if (!file.ok) return file
    const keysFile = args.option('keys')
    const trusted = keysFile === undefined ? ok(null) : await readKeys(keysFile)
    if (!trusted.ok) return trusted
    const verified = await verifyFile(file.value, trusted.value)
    if (!verified.ok) return refused(verified.error.code, failureSentence(verified.error))
    const content = contentLines(verified.value, file.value)
    for (const line of vouchedLines(verified.value, content, keysFile ?? null)) world.print(line)
    return ok(null)
  },
}

async function readJson(file: string): Promise<Result<unknown, CommandRefusal>> {
  const bytes = await readInput(file)
  if (!bytes.ok) return bytes
  try {
    return ok(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes.value)) as unknown)
  } catch {
    return refused('file-malformed', `Tệp ${file} không phải JSON UTF-8.`)
  }
}

async function readKeys(file: string): Promise<Result<SigningKey[], CommandRefusal>> {
  const json = await readJson(file)
  if (!json.ok) return json
  const keys = keysSchema.safeParse(json.value)
  return keys.success
    ? ok(keys.data)
    : fail({ code: 'keys-malformed', lines: [`Tệp ${file} không phải danh sách khóa. [keys-malformed]`] })
}

const SENTENCES = {
  'file-malformed': 'Tệp này không phải biên nhận của Đầu Mối.',
  'key-unknown': 'Khóa đã ký không có trong danh sách khóa.',
  'signature-wrong': 'Chữ ký sai: biên nhận đã bị sửa hoặc không do khóa này ký.',
  'record-changed': 'Nội dung báo cáo khác với nội dung mà máy chủ đã nhận.',
  'photo-changed': 'Ảnh khác với ảnh mà máy chủ đã nhận.',
  'kind-wrong': 'Biên nhận không thuộc loại cần kiểm tra.',
} as const satisfies Record<FileFailure['code'], string>

const failureSentence = ({ code, photo }: FileFailure): string =>
  `KHÔNG HỢP LỆ. ${SENTENCES[code]}${photo ? ` Ảnh ${photo}.` : ''}`

/** How much of what a form says: of the entry whose every byte the receipt covers. */
function contentLines({ report }: Vouched, file: unknown): string[] {
  const { entry } = file as { entry: unknown }
  const titles = (fields: Fields, list: string) => standing(fields, list).map(({ of }) => `  - ${textOf(of.title)}`)
  switch (report.kind) {
    case 'monthly.report': {
      const { snapshot } = versionSchema.parse(entry)
      const issues = titles(snapshot, 'issues')
      return [
        snapshot.nil === true
          ? 'Nội dung: không phát sinh trong kỳ'
          : `Nội dung: ${issues.length} vấn đề dư luận quan tâm`,
        ...issues,
        `Sự cố trong kỳ: ${countOf(snapshot['incidents.total']) ?? 0} · Số ô đã điền: ${Object.keys(snapshot).length}`,
      ]
    }
    case 'unit.plan': {
      const { snapshot } = planVersionSchema.parse(entry)
      const lines = titles(snapshot, 'lines')
      return [`Nội dung: ${lines.length} dòng công việc`, ...lines, `Số ô đã điền: ${Object.keys(snapshot).length}`]
    }
    default:
      return []
  }
}

function vouchedLines(
  { report, photos, photosMissing, keys }: Vouched,
  content: readonly string[],
  keysFile: string | null,
): string[] {
  return [
    'HỢP LỆ. Sở đã nhận đúng từng chữ của báo cáo này.',
    report.kind === 'incident.report'
      ? `Mã sự cố: ${report.code}, báo cáo lần ${report.no}`
      : report.kind === 'monthly.report'
        ? `Báo cáo tháng ${report.of}: mã ${report.code}, bản ${report.no}`
        : report.kind === 'unit.plan'
          ? `Kế hoạch năm ${report.of}: mã ${report.code}, bản ${report.no}`
          : `Tin bài, gương điển hình: mã ${report.code}, bản ${report.no}`,
    `Máy chủ nhận lúc: ${hanoiText(report.received)} (${report.received})`,
    `Đơn vị: ${report.unit} · Sở: ${report.department}`,
    ...('photos' in report
      ? [`Ảnh: kê khai ${report.photos.length}, có trong tệp và đúng ${photos.length}, không kèm ${photosMissing}`]
      : []),
    ...content,
    ...photos.map(({ photo, stored }) => `  ${photo}: lưu lúc ${hanoiText(stored)}`),
    ...keys.map((key) => `Dấu vân tay của khóa: ${fingerprintOf(key)}`),
    keysFile === null
      ? 'Khóa lấy từ chính tệp này: hãy so dấu vân tay với dấu mà Sở công bố.'
      : `Khóa lấy từ ${keysFile}.`,
    'Tên đơn vị và tên Sở ghi trong tệp không nằm trong chữ ký.',
  ]
}
