import { lookup as dnsLookup } from 'node:dns'
import { BlockList, isIP, isIPv6, type LookupFunction } from 'node:net'

/** Where messages may go. @property loopback also http(s) of this machine: for tests, production refuses the setting */
export interface PushHosts {
  hosts: readonly string[]
  loopback: boolean
}

/** The push services of today's browsers; `*.` stands for any name under it. */
export const KNOWN_HOSTS: readonly string[] = [
  'fcm.googleapis.com',
  'android.googleapis.com',
  'updates.push.services.mozilla.com',
  '*.push.services.mozilla.com',
  '*.push.apple.com',
  '*.notify.windows.com',
]

/**
 * Whether a message may be sent there: a browser says where, so anybody who signs in could make the server call into
 * its own network. Only https, on its usual port, of a known service, by name. [RM13]
 */
export function isPushEndpoint(text: string, { hosts, loopback }: PushHosts): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, port, username, password } = new URL(text)
  if (username !== '' || password !== '') return false
  if (loopback && isLoopbackName(hostname)) return protocol === 'https:' || protocol === 'http:'
  const isNamed = isIP(hostname.replaceAll(/[[\]]/g, '')) === 0
  return protocol === 'https:' && port === '' && isNamed && hosts.some((host) => fits(hostname, host))
}

const isLoopbackName = (hostname: string) => ['127.0.0.1', 'localhost', '[::1]'].includes(hostname)

const fits = (hostname: string, host: string): boolean =>
  host.startsWith('*.') ? hostname.endsWith(host.slice(1)) : hostname === host

const PRIVATE = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  PRIVATE.addSubnet(net, bits, 'ipv4')
/** Of IPv6 only what is routed on the internet is public, and of that not what carries an IPv4 address inside. */
const PUBLIC_6 = new BlockList()
PUBLIC_6.addSubnet('2000::', 3, 'ipv6')
const CARRIES_4 = new BlockList()
for (const [net, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
] as const)
  CARRIES_4.addSubnet(net, bits, 'ipv6')

/** Whether an address lies within this machine or a network of its own. */
export const isPrivateAddress = (address: string): boolean =>
  isIPv6(address)
    ? !PUBLIC_6.check(address, 'ipv6') || CARRIES_4.check(address, 'ipv6')
    : PRIVATE.check(address, 'ipv4')

type Resolve = typeof dnsLookup

/** Resolves a name for a connection, and fails where any of its addresses is private: what is checked is what is called. [RM13] */
export function guardedLookup(hosts: Pick<PushHosts, 'loopback'>, resolve: Resolve = dnsLookup): LookupFunction {
  return (hostname, options, done) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return done(error, '', 0)
      const isAllowed = (address: string) =>
        !isPrivateAddress(address) || (hosts.loopback && (address === '127.0.0.1' || address === '::1'))
      const [first] = addresses
      if (!first || !addresses.every(({ address }) => isAllowed(address)))
        return done(Object.assign(new Error('a private address'), { code: 'EPRIVATE' }), '', 0)
      if (options.all) return done(null, addresses)
      return done(null, first.address, first.family)
    })
  }
}
