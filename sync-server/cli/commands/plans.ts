import type { Day } from '#domain/deadlines/days.ts'
import type { DepartmentId } from '#domain/ids.ts'
import type { Plan } from '#domain/plans/plan.ts'
import type { PlanPreview } from '#domain/plans/preview.ts'
import { fail, ok, type Result } from '#domain/result.ts'
import { classMapSchema } from '#domain/tasks/class-map.ts'
import { dayTyped } from '#server/organisation/table.ts'
import { issuePlan } from '#server/plans/issue.ts'
import { readPlanFile, unitNamesSchema } from '#server/plans/read-file.ts'
import { assigneeProblemLine, correctionLine, planProblemLine, warningLine } from '#server/plans/words.ts'
import { type Arguments, type Command, type CommandRefusal, refused } from '../command.ts'
import { readInput } from '../files.ts'
import { readJson } from '../json-file.ts'

export const planPreview: Command = {
  name: 'plan preview',
  usage: 'TỆP.txt [--names TÊN-ĐƠN-VỊ.json] [--json]',
  help: 'Đọc thử phụ lục kế hoạch: các mục, chỗ được đọc khác đi, chỗ cần xem lại. Không đụng tới dữ liệu',
  positionals: 1,
  options: { names: { type: 'string' }, json: { type: 'boolean' } },
  needs: 'nothing',
  async run(world, args) {
    const read = await planIn(args)
    if (!read.ok) return read
    if (args.option('json') !== undefined) world.print(JSON.stringify(read.value, null, 2))
    else for (const line of previewLines(read.value)) world.print(line)
    return ok(null)
  },
}

export const planImport: Command = {
  name: 'plan import',
  usage: 'TỆP.txt --as-of NGÀY --classes BẢNG-GHÉP.json [--names TÊN-ĐƠN-VỊ.json] [--year NĂM]',
  help: 'Ban hành kế hoạch: lớp đơn vị thành đơn vị của ngày đó, việc tới từng đơn vị. Nhập lại không đổi gì',
  positionals: 1,
  options: {
    'as-of': { type: 'string' },
    classes: { type: 'string' },
    names: { type: 'string' },
    year: { type: 'string' },
  },
  required: ['as-of', 'classes'],
  needs: 'department',
  async run(world, args, store, department) {
    const asOf = dayTyped(args.option('as-of') ?? '')
    if (asOf === null)
      return refused('date-wrong', `"${args.option('as-of')}" không phải là ngày. Viết như 26/02/2026 hoặc 2026-02-26.`)
    const year = yearIn(args.option('year'))
    if (year === undefined) return refused('year-wrong', `"${args.option('year')}" không phải là năm, ví dụ 2026.`)
    const classes = await readJson(args.option('classes') ?? '', classMapSchema)
    if (!classes.ok) return classes
    const read = await planIn(args)
    if (!read.ok) return read
    const { plan } = read.value
    const issue = { plan, asOf: asOf as Day, classes: classes.value, year }
    const done = await store.write(department.id, (tx) => issuePlan(tx, department.id as DepartmentId, issue))
    if (!done.ok) return notTaken(done.error.map(assigneeProblemLine))
    const { units, records } = done.value
    world.print(`Kế hoạch năm ${done.value.year}: ${extentOf(plan)}, ${units} đơn vị có việc`)
    world.print(
      `Bản ghi: thêm ${records.added}, sửa ${records.changed}, bỏ ${records.removed}, giữ nguyên ${records.same}`,
    )
    return ok(null)
  },
}

async function planIn(args: Arguments): Promise<Result<PlanPreview, CommandRefusal>> {
  const named = args.option('names')
  const names = named === undefined ? ok({}) : await readJson(named, unitNamesSchema)
  if (!names.ok) return names
  const file = args.positionals[0] ?? ''
  const bytes = await readInput(file)
  if (!bytes.ok) return bytes
  const read = readPlanFile(bytes.value, names.value)
  if (read.ok) return read
  if (read.error === 'not-utf8') return refused('text-not-utf8', `Tệp ${file} không phải văn bản UTF-8.`)
  return notTaken(read.error.map(planProblemLine))
}

const notTaken = (lines: readonly string[]) =>
  fail<CommandRefusal>({
    code: 'plan-refused',
    lines: [...lines, `Chưa nhập gì: kế hoạch có ${lines.length} lỗi. [plan-refused]`],
  })

/** @returns null where none was asked for, undefined for what is no year */
function yearIn(text: string | undefined): number | null | undefined {
  if (text === undefined) return null
  return /^2[01]\d\d$/.test(text) ? Number(text) : undefined
}

const extentOf = ({ groups }: Plan): string =>
  `${groups.length} nhóm, ${groups.reduce((sum, { items }) => sum + items.length, 0)} mục`

function* previewLines({ plan, corrections, warnings }: PlanPreview): Generator<string> {
  yield `${plan.title} (năm ${plan.year}, ${plan.status === 'draft' ? 'dự thảo' : 'ban hành'}): ${extentOf(plan)}`
  for (const { roman, title, items } of plan.groups) {
    yield `${roman}. ${title}`
    for (const { no, title, leads, quarters, bullets } of items)
      yield `  ${no}. ${title} | ${leads.join(', ')} | Quý ${quarters.join(', ')} | ${bullets.length} sản phẩm`
  }
  yield `Đọc khác đi: ${corrections.length} chỗ`
  for (const correction of corrections) yield `  ${correctionLine(correction)}`
  yield `Cần xem lại: ${warnings.length} chỗ`
  for (const warning of warnings) yield `  ${warningLine(warning)}`
}
