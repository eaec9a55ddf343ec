import { createDecipheriv, createECDH, createPublicKey, type ECDH, hkdfSync, randomBytes, verify } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What came to a push service, opened by the phone that it was for. */
export interface Delivered {
  device: string
  /** decrypted (RFC 8291) */
  text: string
  headers: IncomingMessage['headers']
  /** the claims of its VAPID token (RFC 8292), whose signature fits the key that it names */
  vapid: { aud: string; exp: number; sub: string; key: string }
}

interface Device {
  ecdh: ECDH
  auth: Buffer
}

/** A push service of our own on this machine, and the phones behind it, who alone can read what comes. */
export async function openPushService() {
  const devices = new Map<string, Device>()
  const delivered: Delivered[] = []
  let answers: number[] = []
  let asked = 0
  const server = createServer(async (request, response) => {
    asked += 1
    const status = answers.shift() ?? 201
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const name = request.url?.slice(1) ?? ''
    const device = devices.get(name)
    if (device && status === 201) {
      const vapid = vapidOf(request.headers.authorization ?? '')
      delivered.push({ device: name, text: opened(Buffer.concat(chunks), device), headers: request.headers, vapid })
    }
    response.writeHead(device ? status : 404, status === 302 ? { location: 'http://127.0.0.1:1/' } : {}).end()
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    origin,
    delivered,
    asked: () => asked,
    /** answers with these before it takes messages again */
    answer(...statuses: number[]) {
      answers = statuses
    },
    /** what the browser of a phone would hand to the app */
    subscription(device: string) {
      const ecdh = createECDH('prime256v1')
      ecdh.generateKeys()
      const auth = randomBytes(16)
      devices.set(device, { ecdh, auth })
      const keys = { p256dh: ecdh.getPublicKey().toString('base64url'), auth: auth.toString('base64url') }
      return { endpoint: `${origin}/${device}`, keys }
    },
    close: () => new Promise<void>((done) => void server.close(() => done())),
  }
}

/** One record of `aes128gcm` (RFC 8188) under the keys of RFC 8291. @throws for what is not meant for the device */
function opened(body: Buffer, { ecdh, auth }: Device): string {
  const salt = body.subarray(0, 16)
  const keyLength = body[20] ?? 0
  const sender = body.subarray(21, 21 + keyLength)
  const sealed = body.subarray(21 + keyLength)
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), ecdh.getPublicKey(), sender])
  const secret = Buffer.from(hkdfSync('sha256', ecdh.computeSecret(sender), auth, info, 32))
  const key = Buffer.from(hkdfSync('sha256', secret, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16))
  const nonce = Buffer.from(hkdfSync('sha256', secret, salt, Buffer.from('Content-Encoding: nonce\0'), 12))
  const cipher = createDecipheriv('aes-128-gcm', key, nonce)
  cipher.setAuthTag(sealed.subarray(-16))
  const plain = Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()])
  const end = plain.lastIndexOf(2)
  if (end < 0) throw new Error('no end of the last record')
  return plain.subarray(0, end).toString('utf8')
}

/** @throws when the token is not signed by the key beside it */
function vapidOf(header: string): Delivered['vapid'] {
  const [, token = '', key = ''] = /^vapid t=([\w.-]+), ?k=([\w-]+)$/.exec(header) ?? []
  const [head = '', claims = '', signature = ''] = token.split('.')
  const raw = Buffer.from(key, 'base64url')
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: raw.subarray(1, 33).toString('base64url'),
    y: raw.subarray(33).toString('base64url'),
  }
  const fits = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  )
  if (!fits) throw new Error(`not signed: ${header}`)
  return { ...(JSON.parse(Buffer.from(claims, 'base64url').toString()) as Delivered['vapid']), key }
}
