const SESSION = 'dm_session'
/** Stays when the session goes: tells a device that signed in before from strangers, and nothing else. */
const DEVICE = 'dm_device'

/** As long as browsers allow; the server alone decides when a session ends. */
const LONGEST_S = 400 * 24 * 3600

export interface Cookies {
  session: string | null
  device: string | null
}

export const readCookies = (header: string | undefined): Cookies => ({
  session: cookieIn(header, SESSION),
  device: cookieIn(header, DEVICE),
})

/** On a shared computer it ends with the browser, if nobody signs out. [SE12] */
export const sessionCookie = (token: string, { shared, secure }: { shared: boolean; secure: boolean }): string =>
  written(SESSION, token, '/api', secure, shared ? null : LONGEST_S)

export const noSessionCookie = (secure: boolean): string => written(SESSION, '', '/api', secure, 0)

export const deviceCookie = (token: string, secure: boolean): string =>
  written(DEVICE, token, '/api/session', secure, LONGEST_S)

/** Our values are base64url, so that nothing needs escaping. The first of a name wins, as browsers send it. */
function cookieIn(header: string | undefined, name: string): string | null {
  const found = (header ?? '').split(';').find((pair) => pair.trim().startsWith(`${name}=`))
  return found?.trim().slice(name.length + 1) || null
}

function written(name: string, value: string, path: string, secure: boolean, maxAge: number | null): string {
  const age = maxAge === null ? '' : `; Max-Age=${maxAge}`
  return `${name}=${value}; Path=${path}${age}; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`
}
