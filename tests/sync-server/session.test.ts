import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { disableAccount, enableAccount } from '#server/organisation/accounts.ts'
import { createLine } from '#server/session/line.ts'
import { networkOf, waitAfter } from '#server/session/throttle.ts'
import { activated, DAY, HOUR, openWorld, PASSWORD, type World } from './session-world.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.close())

const accountOf = (answer: { body: { profile?: { accountId: string } } }) => answer.body.profile?.accountId ?? ''

describe('activation', () => {
  it('[SE13] a code makes a password and signs in; it is used up by that', async () => {
    const code = await world.code('an')
    const browser = world.browser()
    const first = await browser.activate('an', code, PASSWORD)
    expect(first.status).toBe(200)
    expect(first.body.profile).toMatchObject({
      username: 'an',
      name: 'Nguyễn Thị An',
      departmentName: 'Sở Ví Dụ',
      grants: [{ role: 'focal_point', unitName: 'Trường Tiểu học Sao Mai (minh họa)' }],
    })
    expect((await browser.activate('an', code, PASSWORD)).body.error).toEqual({ code: 'code-wrong' })
    expect((await world.browser().signIn('an', PASSWORD)).status).toBe(200)
  })

  it('[SE13] case, spaces and dashes of a code do not matter', async () => {
    const code = (await world.code('an')).toLowerCase().replace('-', ' – ')
    expect((await world.browser().activate('an', ` ${code} `, PASSWORD)).status).toBe(200)
  })

  it('[SE13] a code is good for fourteen days, and only its holder learns that it expired', async () => {
    const code = await world.code('an')
    world.clock.pass(14 * DAY)
    expect((await world.browser().activate('an', code, PASSWORD)).body.error).toEqual({ code: 'code-expired' })
    expect((await world.browser().activate('an', 'ABCDE-FGHJK', PASSWORD)).body.error).toEqual({ code: 'code-wrong' })
    expect((await world.browser().activate('nobody', code, PASSWORD)).body.error).toEqual({ code: 'code-wrong' })
  })

  it('[SE13] a new code ends the old one; using it ends every session and the old password', async () => {
    const phone = await activated(world, 'an')
    const old = await world.code('an')
    const fresh = await world.code('an')
    expect((await world.browser().activate('an', old, 'gió lùa qua khe')).body.error?.code).toBe('code-wrong')
    expect((await phone.ask('GET', '/api/session')).status).toBe(200)
    expect((await world.browser().activate('an', fresh, 'gió lùa qua khe')).status).toBe(200)
    expect((await phone.ask('GET', '/api/session')).body.error?.code).toBe('signed-out')
    expect(world.closed).toHaveLength(1)
    expect((await world.browser().signIn('an', PASSWORD)).body.error?.code).toBe('credentials-wrong')
  })

  it('[SE13] two at once with one code: one gets in', async () => {
    const code = await world.code('an')
    const answers = await Promise.all([1, 2].map(() => world.browser().activate('an', code, PASSWORD)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401])
  })

  it.each(['ngắn', '12345678', 'aaaaaaaa', 'an'])('[SE10] "%s" is too weak a password', async (password) => {
    const answer = await world.browser().activate('an', await world.code('an'), password)
    expect([answer.status, answer.body.error?.code]).toEqual([422, 'password-weak'])
  })
})

describe('signing in', () => {
  it('[SE16] unknown name, wrong password and no password yet: one answer, the same work', async () => {
    await activated(world, 'an')
    const answers = [
      await world.browser().signIn('an', 'sai mật khẩu'),
      await world.browser().signIn('binh', 'sai mật khẩu'),
      await world.browser().signIn('nobody', 'sai mật khẩu'),
    ]
    for (const { status, body } of answers) expect([status, body.error]).toEqual([401, { code: 'credentials-wrong' }])
    expect(world.verified).toEqual([expect.stringMatching(/^\$argon2id\$/), null, null])
  })

  it('[SE10] the password may be spelled in other bytes, the name in capitals', async () => {
    await activated(world, 'an', PASSWORD.normalize('NFD'))
    expect((await world.browser().signIn(' AN ', PASSWORD.normalize('NFC'))).status).toBe(200)
  })

  it('a disabled account: told only to who knows the password; its sessions end; it comes back', async () => {
    const phone = await activated(world, 'an')
    await world.store.write(world.department, (tx) => disableAccount(tx, world.department, 'an', world.clock.now()))
    expect((await phone.ask('GET', '/api/session')).body.error?.code).toBe('signed-out')
    expect((await world.browser().signIn('an', 'sai')).body.error?.code).toBe('credentials-wrong')
    const told = await world.browser().signIn('an', PASSWORD)
    expect([told.status, told.body.error?.code]).toEqual([403, 'account-disabled'])
    await world.store.write(world.department, (tx) => enableAccount(tx, world.department, 'an'))
    expect((await world.browser().signIn('an', PASSWORD)).status).toBe(200)
  })

  it('[SE12] the cookie is out of reach of scripts and other sites, and only its hash is stored', async () => {
    const browser = await activated(world, 'an')
    const { cookies } = await browser.signIn('an', PASSWORD)
    const [session = '', device = ''] = cookies
    expect(session).toMatch(/^dm_session=[\w-]{43}; Path=\/api; Max-Age=34560000; HttpOnly; SameSite=Strict$/)
    expect(device).toMatch(/^dm_device=[\w-]{43}; Path=\/api\/session; Max-Age=34560000; HttpOnly; SameSite=Strict$/)
    const rows = JSON.stringify(
      await world.store.read(world.department, (tx) => tx.selectFrom('sessions').selectAll().execute()),
    )
    for (const secret of browser.jar.values()) expect(rows).not.toContain(secret)
  })

  it('[SE12] over https the cookie is Secure; on a shared computer it goes with the browser', async () => {
    const safe = await openWorld({ secure: true })
    const browser = await activated(safe, 'an')
    const { cookies } = await browser.signIn('an', PASSWORD, { shared: true })
    expect(cookies[0]).toMatch(/^dm_session=[\w-]{43}; Path=\/api; HttpOnly; SameSite=Strict; Secure$/)
    await safe.close()
  })

  it.each([
    [{ username: 'an', password: 'x', device: 'y'.repeat(81), shared: false }],
    [{ username: 'an', password: 'x'.repeat(201), device: '', shared: false }],
    [{ username: 'an', password: 7, device: '', shared: false }],
    [{ username: 'a\u0000n', password: 'x', device: '\u0000', shared: false }],
  ])('nonsense is refused before any work: %j', async (body) => {
    const answer = await world.browser().ask('POST', '/api/session', body)
    expect([answer.status, answer.body.error?.code]).toEqual([400, 'request-malformed'])
    expect(world.verified).toEqual([])
  })
})

describe('throttle', () => {
  it('[SE14] ten wrong passwords from one device hold up nobody but that device', async () => {
    const own = await activated(world, 'an')
    const thief = world.browser('198.51.100.7')
    const codes: (string | undefined)[] = []
    for (let i = 0; i < 10; i++) codes.push((await thief.signIn('an', `sai ${i}`)).body.error?.code)
    expect(codes).toEqual([...Array(5).fill('credentials-wrong'), ...Array(5).fill('throttled')])
    expect(world.verified).toHaveLength(5)
    const held = await thief.signIn('an', PASSWORD)
    expect([held.status, held.headers['retry-after'], held.body.error]).toEqual([
      429,
      '15',
      { code: 'throttled', retryAfter: 15 },
    ])
    expect((await own.signIn('an', PASSWORD)).status).toBe(200)
    expect((await world.browser('198.51.100.8').signIn('an', PASSWORD)).status).toBe(200)
  })

  it('[SE14] a device that signed in before is not held up by others behind its address', async () => {
    const own = await activated(world, 'an')
    const neighbour = world.browser()
    for (let i = 0; i < 6; i++) await neighbour.signIn('an', `sai ${i}`)
    expect((await world.browser().signIn('an', PASSWORD)).body.error?.code).toBe('throttled')
    expect((await own.signIn('an', PASSWORD)).status).toBe(200)
  })

  it('[SE14] an invented device cookie gives no fresh attempts', async () => {
    await activated(world, 'an')
    const thief = world.browser('198.51.100.7')
    for (let i = 0; i < 5; i++) {
      thief.jar.set('dm_device', `invented-${i}`)
      await thief.signIn('an', 'sai')
    }
    thief.jar.set('dm_device', 'invented-9')
    expect((await thief.signIn('an', PASSWORD)).body.error?.code).toBe('throttled')
  })

  it('[SE14] forty attempts at once are forty', async () => {
    await activated(world, 'an')
    const thief = world.browser('198.51.100.7')
    const answers = await Promise.all(Array.from({ length: 40 }, (_, i) => thief.signIn('an', `sai ${i}`)))
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(5)
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(35)
  })

  it('[SE14] waiting grows and ends; success forgets; so does a day', async () => {
    expect([4, 5, 6, 7, 11, 12, 99].map(waitAfter)).toEqual([0, 15, 30, 60, 900, 900, 900])
    await activated(world, 'an')
    const clumsy = world.browser('198.51.100.7')
    for (let i = 0; i < 5; i++) await clumsy.signIn('an', 'sai')
    world.clock.pass(14_000)
    expect((await clumsy.signIn('an', PASSWORD)).body.error).toEqual({ code: 'throttled', retryAfter: 1 })
    world.clock.pass(1000)
    expect((await clumsy.signIn('an', PASSWORD)).status).toBe(200)
    const other = world.browser('198.51.100.8')
    for (let i = 0; i < 5; i++) await other.signIn('an', 'sai')
    world.clock.pass(DAY)
    for (let i = 0; i < 5; i++) expect((await other.signIn('an', 'sai')).status).toBe(401)
  })

  it.each([
    ['203.0.113.1', '203.0.113.1'],
    ['::ffff:203.0.113.1', '203.0.113.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:0DB8::1', '2001:db8:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['::1', '0:0:0:0'],
  ])('[SE14] %s counts as %s', (address, network) => {
    expect(networkOf(address)).toBe(network)
  })

  it('[SE14] one address cannot try a password at every name: fifty are free, then it waits, and longer each time', async () => {
    const own = await activated(world, 'an')
    const thief = world.browser('198.51.100.7')
    const statuses: number[] = []
    for (let i = 0; i < 52; i++) statuses.push((await thief.signIn(`name${i}`, 'sai')).status)
    expect(statuses).toEqual([...Array(50).fill(401), 429, 429])
    expect((await thief.signIn('an', PASSWORD)).body.error).toEqual({ code: 'throttled', retryAfter: 15 })
    world.clock.pass(15_000)
    expect((await thief.signIn('name-x', 'sai')).status).toBe(401)
    expect((await thief.signIn('name-y', 'sai')).body.error).toEqual({ code: 'throttled', retryAfter: 30 })
    expect((await own.signIn('an', PASSWORD)).status).toBe(200)
    expect((await world.browser('198.51.100.8').signIn('an', PASSWORD)).status).toBe(200)
    world.clock.pass(6 * HOUR)
    for (let i = 0; i < 50; i++) expect((await thief.signIn(`other${i}`, 'sai')).status).toBe(401)
  })

  it('[SE14] a device that the account knows is not held up by all that its address tried', async () => {
    const own = await activated(world, 'an')
    const thief = world.browser()
    for (let i = 0; i < 51; i++) await thief.signIn(`name${i}`, 'sai')
    expect((await world.browser().signIn('an', PASSWORD)).status).toBe(429)
    expect((await own.signIn('an', PASSWORD)).status).toBe(200)
  })

  it('[SE14] right passwords use up nothing of an address and clear nothing of it', async () => {
    await activated(world, 'an')
    const address = '198.51.100.7'
    const thief = world.browser(address)
    for (let i = 0; i < 49; i++) await thief.signIn(`name${i}`, 'sai')
    for (let i = 0; i < 3; i++) expect((await world.browser(address).signIn('an', PASSWORD)).status).toBe(200)
    expect((await thief.signIn('name-x', 'sai')).status).toBe(401)
    expect((await thief.signIn('name-y', 'sai')).status).toBe(429)
  })

  it('[SE14] codes are throttled too', async () => {
    const guesser = world.browser('198.51.100.7')
    for (let i = 0; i < 5; i++) await guesser.activate('an', `ABCDE-FGHJ${i}`, PASSWORD)
    const answer = await guesser.activate('an', await world.code('an'), PASSWORD)
    expect([answer.status, answer.body.error?.code]).toEqual([429, 'throttled'])
  })

  it('[SE11] more than the line holds are told to come back', async () => {
    const narrow = await openWorld({ line: createLine(1, 1) })
    const answers = await Promise.all([1, 2, 3, 4].map(() => narrow.browser().signIn('an', 'sai')))
    expect(answers.map(({ status }) => status).sort()).toEqual([401, 401, 503, 503])
    expect(answers.find(({ status }) => status === 503)?.headers['retry-after']).toBe('2')
    expect((await narrow.browser().signIn('an', 'sai')).status).toBe(401)
    await narrow.close()
  })
})

describe('a session', () => {
  it('[SE15] slides thirty days from its last use', async () => {
    const phone = await activated(world, 'an')
    for (let i = 0; i < 3; i++) {
      world.clock.pass(29 * DAY)
      expect((await phone.ask('GET', '/api/session')).status).toBe(200)
    }
    world.clock.pass(30 * DAY)
    expect((await phone.ask('GET', '/api/session')).body.error?.code).toBe('signed-out')
  })

  it('[SE15] is written at most once an hour', async () => {
    const phone = await activated(world, 'an')
    const seen = async () =>
      (await world.store.read(world.department, (tx) => tx.selectFrom('sessions').select('seen_at').execute()))[0]
    const before = await seen()
    world.clock.pass(HOUR - 1)
    await phone.ask('GET', '/api/session')
    expect(await seen()).toEqual(before)
    world.clock.pass(1)
    await phone.ask('GET', '/api/session')
    expect(await seen()).toEqual({ seen_at: world.clock.now() })
  })

  it('[SE15] on a shared computer it ends after eight hours unused', async () => {
    await activated(world, 'an')
    const desk = world.browser()
    await desk.signIn('an', PASSWORD, { shared: true })
    world.clock.pass(7 * HOUR)
    expect((await desk.ask('GET', '/api/session')).status).toBe(200)
    world.clock.pass(8 * HOUR)
    expect((await desk.ask('GET', '/api/session')).body.error?.code).toBe('signed-out')
  })

  it('[SE1] belongs to one account: a tab of another is refused', async () => {
    const an = accountOf(await (await activated(world, 'an')).ask('GET', '/api/session'))
    const phone = await activated(world, 'binh')
    const answer = await phone.ask('GET', `/api/session/devices?account=${an}`)
    expect([answer.status, answer.body.error?.code]).toEqual([409, 'account-mismatch'])
    const nobody = await world.browser().ask('GET', `/api/session/devices?account=${an}`)
    expect(nobody.body.error?.code).toBe('signed-out')
  })

  it('[SE15] of the account before ends when another signs in on the same browser', async () => {
    const phone = await activated(world, 'an')
    const header = phone.header()
    const an = accountOf(await phone.ask('GET', '/api/session'))
    await activated(world, 'binh')
    expect((await phone.signIn('binh', PASSWORD)).body.profile?.username).toBe('binh')
    expect(await world.authenticate(header, an, world.clock.now())).toEqual({ ok: false, error: 'signed-out' })
    expect(world.closed).toHaveLength(1)
  })

  it('is listed, revoked one by one, and signed out', async () => {
    const phone = await activated(world, 'an')
    const account = accountOf(await phone.ask('GET', '/api/session'))
    const tablet = world.browser()
    world.clock.pass(1000)
    await tablet.signIn('an', PASSWORD, { device: 'Máy tính bảng' })
    const listed = (await phone.ask('GET', `/api/session/devices?account=${account}`)).body.devices ?? []
    expect(listed).toMatchObject([
      { device: 'Máy tính bảng', current: false },
      { device: 'Điện thoại', current: true },
    ])
    const foreign = await activated(world, 'binh')
    const binh = accountOf(await foreign.ask('GET', '/api/session'))
    const id = listed[0]?.id ?? ''
    expect((await foreign.ask('DELETE', `/api/session/devices/${id}?account=${binh}`)).status).toBe(404)
    expect((await phone.ask('DELETE', `/api/session/devices/${id}?account=${account}`)).status).toBe(200)
    expect(world.closed).toEqual([id])
    expect((await tablet.ask('GET', '/api/session')).body.error?.code).toBe('signed-out')
    const out = await phone.ask('DELETE', `/api/session?account=${account}`)
    expect(out.cookies).toEqual(['dm_session=; Path=/api; Max-Age=0; HttpOnly; SameSite=Strict'])
    expect((await phone.ask('GET', '/api/session')).body.error?.code).toBe('signed-out')
  })

  it('[AC1] carries the posts of the day in Hanoi', async () => {
    const phone = await activated(world, 'an')
    // 19/11 is the last day of the post; at 17:00 UTC it is the 20th in Hanoi
    await world.store.write(world.department, (tx) =>
      tx.updateTable('role_grants').set({ valid_to: '2026-11-19' }).execute(),
    )
    world.clock.pass(Date.parse('2026-11-19T16:59:59Z') - Date.parse(world.clock.now()))
    expect((await phone.ask('GET', '/api/session')).body.profile?.grants).toHaveLength(1)
    world.clock.pass(1000)
    expect((await phone.ask('GET', '/api/session')).body.profile?.grants).toEqual([])
  })
})
