import { departmentCalendarSchema, dutyRulesSchema } from '#domain/deadlines/department-rules.ts'
import type { DepartmentId } from '#domain/ids.ts'
import { ok } from '#domain/result.ts'
import { publishCalendar, publishDutyRules } from '#server/organisation/deadlines.ts'
import type { Command } from '../command.ts'
import { readJson } from '../json-file.ts'

export const calendarImport: Command = {
  name: 'calendar import',
  usage: 'TỆP.json',
  help: 'Ngày nghỉ, ngày làm bù, cách dời lời nhắc và ngày mong nhận báo cáo. Hạn nộp không bao giờ dời',
  positionals: 1,
  options: {},
  needs: 'department',
  async run(world, args, store, department) {
    const calendar = await readJson(args.positionals[0] ?? '', departmentCalendarSchema)
    if (!calendar.ok) return calendar
    const { same } = await store.write(department.id, (tx) =>
      publishCalendar(tx, department.id as DepartmentId, calendar.value),
    )
    const { holidays, workingWeekends } = calendar.value
    world.print(`Lịch: ${holidays.length} ngày nghỉ, ${workingWeekends.length} ngày làm bù${unchanged(same)}`)
    return ok(null)
  },
}

export const dutiesImport: Command = {
  name: 'duties import',
  usage: 'TỆP.json',
  help: 'Loại đơn vị nào nộp báo cáo nào, từ ngày nào; kỳ số liệu của báo cáo tháng',
  positionals: 1,
  options: {},
  needs: 'department',
  async run(world, args, store, department) {
    const duties = await readJson(args.positionals[0] ?? '', dutyRulesSchema)
    if (!duties.ok) return duties
    const { same } = await store.write(department.id, (tx) =>
      publishDutyRules(tx, department.id as DepartmentId, duties.value),
    )
    world.print(`Quy định nộp báo cáo: ${duties.value.rules.length} dòng${unchanged(same)}`)
    return ok(null)
  },
}

const unchanged = (same: number) => (same > 0 ? ' (không đổi)' : '')
