import type { Texts } from '../texts.ts'

const counted = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`

export const dates: Texts['dates'] = {
  locale: 'en-GB',
  yesterday: (time) => `${time} yesterday`,
  justNow: 'just now',
  rightNow: 'right now',
  minutes: (n) => counted(n, 'minute', 'minutes'),
  hours: (n) => counted(n, 'hour', 'hours'),
  days: (n) => counted(n, 'day', 'days'),
  ago: (amount) => `${amount} ago`,
  ahead: (amount) => `in ${amount}`,
}
