import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Day, startOf } from '#domain/deadlines/days.ts'
import type { DutyRules } from '#domain/deadlines/department-rules.ts'
import { lateDays } from '#domain/deadlines/timeliness.ts'
import { type Incident, incidentSchema, reportsOf, stateOf } from '#domain/incidents/incident.ts'
import { monthlyReportSchema } from '#domain/monthly-reports/report.ts'
import { type Assignment, cardsOfUnit, type IssuedPlan } from '#domain/tasks/assignment.ts'
import { bodyOf } from '#domain/tasks/given-card.ts'
import type { Giving } from '#domain/tasks/giving.ts'
import { openAskOf, type Task, taskSchema, taskStateOf } from '#domain/tasks/task.ts'
import { valuesOf } from '#domain/unit-forms/merge.ts'
import { formStateOf, latestVersion } from '#domain/unit-forms/state.ts'
import { unitPlanSchema } from '#domain/unit-plans/unit-plan.ts'
import { validateUnitPlan } from '#domain/unit-plans/validation.ts'
import { ensureDemo } from '#server/cli/demo/folder.ts'
import type { DemoAccount } from '#server/cli/demo/seed.ts'
import { databaseIn } from '#server/store/open.ts'
import { openSqlite } from '#server/store/sqlite.ts'
import { SERVER } from '#server/store/store.ts'
import { at } from '#tests/support/builders.ts'

let folder: string
let child: ChildProcess | null = null
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dau-moi-demo-'))
})
afterEach(async () => {
  child?.kill('SIGKILL')
  await rm(folder, { recursive: true })
})

const now = at('2026-11-19T06:00:00Z')
const ensure = (fresh = false) =>
  ensureDemo({ dataDir: folder, databaseUrl: null, fresh, now, newId: randomUUID, random: randomBytes })

async function stored() {
  const store = await openSqlite(databaseIn(folder))
  const rows = await store.read(SERVER, (tx) => tx.selectFrom('records').selectAll().orderBy('id').execute())
  const sessions = await store.read(SERVER, (tx) => tx.selectFrom('sessions').selectAll().execute())
  await store.close()
  return { rows, sessions }
}

it('[DE1] the demo has people for every part and a past in every state', async () => {
  const made = await ensure()
  const accounts = made.ok ? made.value : []
  const roles = accounts.map(({ role }) => role)
  expect(roles.filter((role) => role === 'focal_point').length).toBeGreaterThanOrEqual(3)
  for (const role of ['unit_head', 'office_clerk', 'office_chief', 'parent_officer', 'leader', 'admin'])
    expect(roles).toContain(role)
  for (const { unit, password } of accounts) {
    expect(unit).toMatch(/\(minh họa\)$/)
    expect(password).toMatch(/^[a-z]+( [a-z]+){3}$/)
  }
  const { rows } = await stored()
  const incidents = rows
    .filter(({ type }) => type === 'incident')
    .map(({ body, space }) => ({ space, incident: incidentSchema.parse(JSON.parse(body ?? '')) as Incident }))
  const states = incidents.map(({ incident }) => stateOf(incident)).sort()
  expect(states).toEqual(['closed', 'handling', 'info_requested', 'monitoring', 'monitoring', 'submitted'])
  expect(incidents.filter(({ space }) => space.startsWith('case:'))).toHaveLength(1)
  expect(new Set(incidents.map(({ incident }) => incident.code)).size).toBe(6)
  const closed = incidents.find(({ incident }) => stateOf(incident) === 'closed')?.incident as Incident
  expect(reportsOf(closed).map(({ report }) => report)).toEqual(['initial', 'update', 'final'])
  for (const { incident } of incidents)
    for (const { stamps } of incident.timeline) expect((stamps.received ?? '9') <= now).toBe(true)
})

const partition = (tasks: readonly Task[]) => [
  tasks.filter(({ place }) => place.role === 'given'),
  tasks.filter(({ place }) => place.role !== 'given'),
]

it('[DE4] the demo has a plan of its own in this year, says so, and tasks in different states', async () => {
  await ensure()
  const { rows } = await stored()
  const bodies = <T>(type: string) =>
    rows.filter((row) => row.type === type).map(({ body }) => JSON.parse(body ?? 'null') as T)
  const [issued] = bodies<IssuedPlan>('plan')
  expect(issued).toMatchObject({ plan: { year: 2026 }, note: expect.stringContaining('chuyển sang năm 2026') })
  const [given = [], tasks = []] = partition(bodies<Task>('task').map((task) => taskSchema.parse(task)))
  expect(given.map(taskStateOf)).toEqual(['reported'])
  expect(
    bodies<Giving>('giving')
      .map((giving) => [bodyOf(giving).kind, giving.unitIds.length])
      .sort(),
  ).toEqual([
    ['brief', 3],
    ['event', 3],
  ])
  expect(tasks.map(taskStateOf).sort()).toEqual(['done', 'in_progress', 'reported', 'returned', 'seen'])
  expect(tasks.filter((task) => openAskOf(task))).toHaveLength(1)
  for (const { timeline, place } of tasks) {
    expect(place).toMatchObject({ quarter: 4 })
    for (const { stamps } of timeline) expect((stamps.received ?? '9') <= now).toBe(true)
  }
  const leading = bodies<Assignment>('assignment').filter(
    (assignment) => issued && cardsOfUnit(issued, assignment, { role: 'lead' }).length > 0,
  )
  // the office and two divisions
  expect(leading).toHaveLength(3)
  expect(bodies('calendar')).toHaveLength(1)
  expect(bodies<DutyRules>('duty_rules')[0]?.rules.map(({ form }) => form)).toEqual([
    'monthly',
    'unit_plan',
    'incident',
  ])
  expect(bodies('unit_facts')).toHaveLength(8)
})

it('[DE5] the demo has months behind it: in time, nothing to tell, late, sent back, and one that is being written', async () => {
  await ensure()
  const { rows } = await stored()
  const reports = rows
    .filter(({ type }) => type === 'monthly_report')
    .map(({ body }) => monthlyReportSchema.parse(JSON.parse(body ?? '')))
  const told = reports.map((report) => [
    report.unitName.includes('THPT') ? 'school' : 'commune',
    report.of,
    formStateOf(report),
    latestVersion(report)?.snapshot.nil ?? null,
  ])
  expect(told.toSorted()).toEqual([
    ['commune', '2026-09', 'accepted', true],
    ['commune', '2026-10', 'received', null],
    ['school', '2026-08', 'accepted', null],
    ['school', '2026-09', 'accepted', true],
    ['school', '2026-10', 'accepted', null],
    ['school', '2026-11', 'returned', null],
    ['school', '2026-12', 'draft', null],
  ])
  const late = reports.find(({ of, unitName }) => of === '2026-10' && !unitName.includes('THPT'))
  expect(lateDays(startOf('2026-10-20' as Day), latestVersion(late)?.stamps.received ?? now)).toBe(2)
  expect(reports.find(({ of }) => of === '2026-12')?.timeline).toEqual([])
  for (const { timeline, edits } of reports)
    for (const { stamps } of [...timeline, ...edits]) expect((stamps.received ?? '9') <= now).toBe(true)
  // what was sent is what stood in the draft: nobody is told of differences that nobody made
  for (const report of reports) {
    const version = latestVersion(report)
    if (version) expect(version.snapshot).toMatchObject(valuesOf(report.fields))
  }
})

it('[DE5] the demo has a unit plan that the office accepted, with a line under way, and one that is being written', async () => {
  await ensure()
  const { rows } = await stored()
  const bodies = (type: string) => rows.filter((row) => row.type === type).map(({ body }) => JSON.parse(body ?? ''))
  const plans = bodies('unit_plan').map((plan) => unitPlanSchema.parse(plan))
  const told = plans.map((plan) => [plan.unitName.includes('THPT') ? 'school' : 'commune', plan.of, formStateOf(plan)])
  expect(told.toSorted()).toEqual([
    ['commune', '2026', 'accepted'],
    ['school', '2027', 'draft'],
  ])
  const version = latestVersion(plans.find(({ of }) => of === '2026'))
  const received = version?.stamps.received ?? now
  expect(lateDays(startOf('2026-03-10' as Day), received)).toBe(0)
  const [issued] = bodies('plan') as IssuedPlan[]
  const measure = { year: 2026, plan: issued?.plan ?? null, codes: [] }
  expect(validateUnitPlan(version?.snapshot ?? {}, measure)).toEqual([])
  expect(bodies('line_progress').map(({ timeline }) => timeline.at(-1).percent)).toEqual([40])
})

it.each(['2026-01-01T00:30:00Z', '2026-06-30T16:59:00Z', '2026-11-14T17:10:00Z', '2027-12-31T17:30:00Z'])(
  '[DE4] it can be made at any time of the year: %s',
  async (moment) => {
    const made = await ensureDemo({
      dataDir: folder,
      databaseUrl: null,
      fresh: false,
      now: at(moment),
      newId: randomUUID,
      random: randomBytes,
    })
    expect(made.ok).toBe(true)
  },
)

it('[DE2] a second start changes nothing; --fresh makes it anew; the passwords are for their owner only', async () => {
  const first = await ensure()
  const file = join(folder, 'demo-accounts.json')
  const text = await readFile(file, 'utf8')
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  const before = await stored()
  expect(await ensure()).toEqual(first)
  expect(await readFile(file, 'utf8')).toBe(text)
  expect(await stored()).toEqual(before)
  expect(await ensure(true)).not.toEqual(first)
  expect((await stored()).rows).toHaveLength(before.rows.length)
})

it('[DE2] real data is never touched, not even by --fresh; a half-made demo is made anew', async () => {
  const store = await openSqlite(databaseIn(folder))
  await store.close()
  expect(await ensure(true)).toEqual({ ok: false, error: 'folder-foreign' })
  await writeFile(join(folder, 'demo-accounts.json'), '[]')
  expect((await ensure()).ok).toBe(true)
})

it('[DE3] starts the server in the same process; everybody in the table can sign in', async () => {
  const start = async () => {
    const started = spawn(process.execPath, ['sync-server/cli/demo.ts'], {
      env: { ...process.env, DATA_DIR: folder, PORT: '0' },
    })
    child = started
    let printed = ''
    const origin = await new Promise<string>((resolve, reject) => {
      started.stdout?.on('data', (chunk) => {
        printed += chunk
        const found = /^Đầu Mối: (http:\/\/127\.0\.0\.1:\d+)$/m.exec(printed)
        if (found?.[1]) resolve(found[1])
      })
      started.on('exit', () => reject(new Error(printed)))
    })
    return { origin, printed, started }
  }
  const { origin, printed, started } = await start()
  const accounts = JSON.parse(await readFile(join(folder, 'demo-accounts.json'), 'utf8')) as DemoAccount[]
  for (const { username, password, displayName, role } of accounts) {
    expect(printed).toContain(password)
    const answer = await fetch(`${origin}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ nonce: 'nonce-of-the-test-1', username, password, device: 'Thử', shared: false }),
    })
    expect(await answer.json()).toMatchObject({ profile: { username, name: displayName, grants: [{ role }] } })
  }
  const ended = new Promise((resolve) => started.on('exit', resolve))
  started.kill('SIGTERM')
  expect(await ended).toBe(0)
  const again = await start()
  expect(JSON.parse(await readFile(join(folder, 'demo-accounts.json'), 'utf8'))).toEqual(accounts)
  expect(again.printed).toContain(accounts[0]?.password)
})
