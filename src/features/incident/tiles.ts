import type { PlaceKind } from '#domain/incidents/body.ts'
import type { Category } from '#domain/incidents/category.ts'
import type { Severity } from '#domain/incidents/severity.ts'
import type { Tone } from '#ui/card.tsx'
import type { IconName } from '#ui/icon.tsx'

/** A picture beside each word; never instead of it. */
export const CATEGORY_ICON = {
  school_violence: 'fist',
  child_abuse: 'shield',
  food_poisoning: 'food',
  injury: 'cross',
  drowning: 'water',
  traffic: 'car',
  disease: 'virus',
  fire_explosion: 'fire',
  disaster: 'storm',
  facility: 'roof',
  self_harm: 'heart',
  drug_crime: 'alert',
  order_security: 'people',
  exam: 'exam',
  staff_conduct: 'person',
  finance_fee: 'money',
  false_info: 'megaphone',
  data_security: 'data',
  other: 'more',
} as const satisfies Record<Category, IconName>

export const SEVERITY_LOOK = {
  1: { icon: 'info', tone: 'ok' },
  2: { icon: 'clock', tone: 'brand' },
  3: { icon: 'alert', tone: 'wait' },
  4: { icon: 'alert', tone: 'alarm' },
} as const satisfies Record<Severity, { icon: IconName; tone: Tone }>

export const PLACE_ICON = {
  on_campus: 'building',
  gate: 'key',
  off_campus: 'car',
  online: 'link',
} as const satisfies Record<PlaceKind, IconName>
