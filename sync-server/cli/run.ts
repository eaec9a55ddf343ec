import { type ParseArgsConfig, parseArgs } from 'node:util'
import { fail, ok, type Result } from '#domain/result.ts'
import { type DepartmentRow, departments } from '#server/store/organisation.ts'
import { SERVER, type Store } from '#server/store/store.ts'
import { type Arguments, type Command, type CommandRefusal, refused, type World } from './command.ts'
import { accountsCode, accountsDisable, accountsEnable, accountsImport, accountsList } from './commands/accounts.ts'
import { auditVerify } from './commands/audit.ts'
import { backupMake, backupRestore } from './commands/backups.ts'
import { tombstonesForget } from './commands/compact.ts'
import { calendarImport, dutiesImport } from './commands/deadlines.ts'
import { departmentCreate, departmentPhone, departmentShow } from './commands/departments.ts'
import { keysList } from './commands/keys.ts'
import { piecesImport } from './commands/pieces.ts'
import { planImport, planPreview } from './commands/plans.ts'
import { receiptVerify } from './commands/receipts.ts'
import { sessionsList, sessionsRevoke } from './commands/sessions.ts'
import { storeCopy } from './commands/store-copy.ts'
import { unitsImport } from './commands/units.ts'
import { openData } from './data.ts'

const COMMANDS: readonly Command[] = [
  departmentCreate,
  departmentPhone,
  departmentShow,
  unitsImport,
  accountsImport,
  accountsCode,
  accountsDisable,
  accountsEnable,
  accountsList,
  planPreview,
  planImport,
  calendarImport,
  dutiesImport,
  piecesImport,
  sessionsList,
  sessionsRevoke,
  keysList,
  receiptVerify,
  auditVerify,
  tombstonesForget,
  backupMake,
  backupRestore,
  storeCopy,
]

/** Done, refused, not understood. */
export const EXIT = { done: 0, refused: 1, usage: 2 } as const

/** `npm run admin -- <command>`. @returns the exit code; every refusal is a readable line that ends in its code */
export async function runAdmin(argv: readonly string[], world: World): Promise<number> {
  if (argv.length === 0 || argv.includes('--help') || argv[0] === 'help') {
    for (const line of helpLines()) world.print(line)
    return EXIT.done
  }
  const [first = '', second = ''] = argv
  const command = COMMANDS.find(({ name }) => name === `${first} ${second}` || name === first)
  if (!command) {
    world.complain(`Không có lệnh "${`${first} ${second}`.trim()}". Xem: npm run admin -- help [command-unknown]`)
    return EXIT.usage
  }
  const args = argumentsOf(command, argv.slice(command.name.split(' ').length))
  if (!args.ok) {
    world.complain(`${args.error} Cách dùng: npm run admin -- ${command.name} ${command.usage} [usage]`)
    return EXIT.usage
  }
  const outcome = await run(command, world, args.value)
  if (outcome.ok) return EXIT.done
  for (const line of outcome.error.lines) world.complain(line)
  return EXIT.refused
}

function helpLines(): string[] {
  const common =
    'Chung: --department MÃ-SỞ khi có nhiều Sở; DATA_DIR là thư mục dữ liệu (mặc định ./data); DATABASE_URL khi dùng PostgreSQL'
  return [
    'Đầu Mối: lệnh quản trị. npm run admin -- <lệnh>',
    '',
    ...COMMANDS.flatMap(({ name, usage, help }) => [`  ${name} ${usage}`.trimEnd(), `      ${help}`]),
    '',
    common,
    'Chạy được cả khi máy chủ đang chạy. Mã thoát: 0 xong, 1 bị từ chối, 2 sai cách dùng.',
  ]
}

/** Reads the words behind a command's name. */
function argumentsOf(command: Command, words: readonly string[]): Result<Arguments, string> {
  const config: ParseArgsConfig = {
    args: [...words],
    options: { ...command.options, department: { type: 'string' } },
    allowPositionals: true,
    strict: true,
  }
  try {
    const { values, positionals } = parseArgs(config)
    const option = (name: string) => (values[name] === undefined ? undefined : String(values[name]))
    if (positionals.length < command.positionals) return fail('Thiếu tham số.')
    const missing = (command.required ?? []).find((name) => option(name) === undefined)
    return missing ? fail(`Thiếu --${missing}.`) : ok({ positionals, option })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS'))
      return fail('Tham số lạ hoặc thiếu giá trị.')
    throw error
  }
}

async function run(command: Command, world: World, args: Arguments): Promise<Result<null, CommandRefusal>> {
  if (command.needs === 'nothing') return command.run(world, args)
  const opened = await openData(world, { create: command === departmentCreate })
  if (!opened.ok) return opened
  const store = opened.value
  try {
    if (command.needs === 'store') return await command.run(world, args, store)
    const department = await chosenDepartment(store, args.option('department'))
    return department.ok ? await command.run(world, args, store, department.value) : department
  } finally {
    await store.close()
  }
}

async function chosenDepartment(
  store: Store,
  wanted: string | undefined,
): Promise<Result<DepartmentRow, CommandRefusal>> {
  const all = await store.read(SERVER, departments)
  const fitting = all.filter(({ id }) => wanted === undefined || id === wanted)
  const [only] = fitting
  if (!only) return refused('department-unknown', wanted ? `Không có Sở mã ${wanted}.` : 'Chưa có Sở nào.')
  if (fitting.length > 1)
    return refused(
      'department-unclear',
      `Có ${fitting.length} Sở, hãy thêm --department: ${all.map(({ id }) => id).join(', ')}.`,
    )
  return ok(only)
}
