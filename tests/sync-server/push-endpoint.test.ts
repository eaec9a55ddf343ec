import { describe, expect, it } from 'vitest'
import { guardedLookup, isPrivateAddress, isPushEndpoint, KNOWN_HOSTS } from '#server/notify/endpoint.ts'
import { createSender } from '#server/notify/send.ts'
import { openReminders } from './reminder-world.ts'

const known = { hosts: KNOWN_HOSTS, loopback: false }

describe('where messages may go', () => {
  it.each([
    'https://fcm.googleapis.com/fcm/send/abc',
    'https://updates.push.services.mozilla.com/wpush/v2/abc',
    'https://web.push.apple.com/abc',
    'https://wns2-by3p.notify.windows.com/w/?token=abc',
  ])('[RM13] %s is a push service', (endpoint) => {
    expect(isPushEndpoint(endpoint, known)).toBe(true)
  })

  it.each([
    'http://fcm.googleapis.com/fcm/send/abc',
    'https://fcm.googleapis.com:8443/abc',
    'https://user:secret@fcm.googleapis.com/abc',
    'https://fcm.googleapis.com.evil.example/abc',
    'https://fcm.googleapis.com./abc',
    'https://evil.example/fcm.googleapis.com',
    'https://push.apple.com/abc',
    'https://evilpush.apple.com.example/abc',
    'https://127.0.0.1/abc',
    'https://[::1]/abc',
    'https://169.254.169.254/latest/meta-data',
    'https://2130706433/abc',
    'http://localhost:8787/api/push',
    'https://localhost/abc',
    'file:///etc/passwd',
    'không phải địa chỉ',
    '',
  ])('[RM13] %s is none', (endpoint) => {
    expect(isPushEndpoint(endpoint, known)).toBe(false)
  })

  it.each([
    ['10.1.2.3', true],
    ['172.16.0.1', true],
    ['172.32.0.1', false],
    ['192.168.1.1', true],
    ['127.9.9.9', true],
    ['169.254.169.254', true],
    ['100.64.0.1', true],
    ['0.0.0.0', true],
    ['224.0.0.1', true],
    ['255.255.255.255', true],
    ['142.250.0.1', false],
    ['::1', true],
    ['::', true],
    ['::ffff:10.0.0.1', true],
    ['::ffff:142.250.0.1', true],
    ['fe80::1', true],
    ['fd00::1', true],
    ['64:ff9b::a00:1', true],
    ['2002:a00:1::', true],
    ['2404:6800:4003::1', false],
  ])('[RM13] the address %s is private: %s', (address, expected) => {
    expect(isPrivateAddress(address)).toBe(expected)
  })

  it('[RM13] a known name that leads into the own network is not called, whichever of its addresses comes first', async () => {
    const resolve = ((_name: string, _options: object, done: (error: null, found: object[]) => void) =>
      done(null, [
        { address: '142.250.0.1', family: 4 },
        { address: '10.0.0.7', family: 4 },
      ])) as unknown as Parameters<typeof guardedLookup>[1]
    const outcome = await new Promise<string>((settle) =>
      guardedLookup(known, resolve)('fcm.googleapis.com', { all: true }, (error) => settle(String(error?.code))),
    )
    expect(outcome).toBe('EPRIVATE')
  })

  it('[RM13] what stands in the database is looked at once more before it is called', async () => {
    const send = createSender({ hosts: known, contact: 'mailto:so@vi-du.example' })
    const message = { endpoint: 'http://127.0.0.1:9/x', p256dh: '', auth: '', token: 'x', ttlSeconds: 1, urgent: false }
    expect(await send({ publicKey: '', privateKey: '' }, message)).toBe('gone')
  })

  it('[RM13] an address that points inside is refused with its code, and nothing is kept', async () => {
    const world = await openReminders()
    await world.live('an')
    const { keys } = world.service.subscription('an')
    for (const endpoint of ['https://10.0.0.1/x', 'https://evil.example/x', 'https://169.254.169.254/latest']) {
      const answer = await world.post('an', '/api/reminders/push', { endpoint, keys })
      expect(answer.statusCode).toBe(422)
      expect(answer.json()).toMatchObject({ error: { code: 'push-endpoint' } })
    }
    expect((await world.ask('an', 'GET', '/api/reminders')).json()).toMatchObject({ subscribed: false })
    await world.close()
  })
})
