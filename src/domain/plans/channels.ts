import { type FoundName, nameFinder, namesIn, searchable } from './names-in-text.ts'

/** Channels under the names that a plan gives them; one channel has several. [PL25] */
const CHANNEL_NAMES = {
  portal: [
    'Cổng thông tin điện tử',
    'Cổng thông tin điện tử của Sở GDĐT',
    'Cổng thông tin điện tử ngành',
    'Trang thông tin điện tử',
    'Trang thông tin điện tử của Sở',
    'Website Sở',
  ],
  unit_sites: ['Trang thông tin điện tử của các'],
  fanpage: ['Trang Fanpage', 'Fanpage', 'Fanpage của Sở'],
  social: ['Mạng xã hội'],
  bulletin: ['Bản tin'],
  email: ['Thư điện tử'],
} as const

const find = nameFinder(CHANNEL_NAMES)

export const channelsIn = (text: string): FoundName[] => namesIn(searchable(text), find)
