import type { Details, DetailsKind, DetailsOf } from '#domain/incidents/details.ts'
import { formatDayTime } from './dates.ts'
import type { PageTexts } from './page-texts.ts'

/** A question of a sub-form and its answer in words; null is "not said". */
type Row = [term: string, value: string | null]
type Rows<K extends DetailsKind> = (t: PageTexts, details: DetailsOf<K>) => Row[]

/** The answers of a sub-form in words, in the order of its form. A kind that only a newer build knows has none here. */
export function detailsRows(t: PageTexts, details: Details | null): Row[] {
  if (details === null || !Object.hasOwn(readDetails, details.kind)) return []
  const read = readDetails[details.kind] as Rows<DetailsKind>
  return read(t, details).map(([term, value]) => [term, value === '' ? null : value])
}

export const yesNo = (t: PageTexts, value: boolean | null): string | null =>
  value === null ? null : value ? t.labels.yesNo.yes : t.labels.yesNo.no

const number = (value: number | null): string | null => (value === null ? null : String(value))

function list<V extends string>(words: Readonly<Record<V, string>>, values: readonly V[]): string {
  return values.map((value) => words[value]).join(', ')
}

/** One reader for each sub-form; a new one does not compile until it has its own. [IN8] */
const readDetails: { [K in DetailsKind]: Rows<K> } = {
  food_poisoning: (t, d) => {
    const words = t.details.food_poisoning
    return [
      [words.meal, d.meal],
      [words.servings, number(d.servings)],
      [words.provider, d.provider && t.details.provider[d.provider]],
      [words.sampleKept, yesNo(t, d.sampleKept)],
      [words.firstSymptomAt, d.firstSymptomAt && formatDayTime(d.firstSymptomAt)],
      [words.symptoms, list(t.details.symptom, d.symptoms)],
      [
        words.facilities,
        d.facilities.map(({ name, count }) => (count === null ? name : `${name}: ${count}`)).join('\n'),
      ],
    ]
  },
  injury: (t, d) => {
    const words = t.details.injury
    return [
      [words.where, d.where && t.details.injuryWhere[d.where]],
      [words.during, d.during && t.details.injuryDuring[d.during]],
      [words.equipment, d.equipment],
      [words.supervised, yesNo(t, d.supervised)],
      [words.firstAid, yesNo(t, d.firstAid)],
      [words.insured, yesNo(t, d.insured)],
    ]
  },
  school_violence: harm,
  child_abuse: harm,
  drowning: (t, d) => {
    const words = t.details.drowning
    return [
      [words.water, d.water && t.details.water[d.water]],
      [words.time, d.time && t.details.drowningTime[d.time]],
      [words.supervised, yesNo(t, d.supervised)],
      [words.warned, yesNo(t, d.warned)],
      [words.rescuedBy, d.rescuedBy && t.details.rescuedBy[d.rescuedBy]],
      [words.searching, yesNo(t, d.searching)],
      [words.firstAid, yesNo(t, d.firstAid)],
    ]
  },
  traffic: (t, d) => {
    const words = t.details.traffic
    return [
      [words.way, d.way && t.details.trafficWay[d.way]],
      [words.travelled, list(t.details.travelled, d.travelled)],
      [words.helmet, yesNo(t, d.helmet)],
      [words.schoolVehicle, yesNo(t, d.schoolVehicle)],
    ]
  },
  disease: (t, d) => {
    const words = t.details.disease
    return [
      [words.disease, d.disease],
      [words.firstCaseAt, d.firstCaseAt && formatDayTime(d.firstCaseAt)],
      [words.cases, number(d.cases)],
      [words.suspects, number(d.suspects)],
      [words.classesClosed, number(d.classesClosed)],
      [words.healthAuthority, d.healthAuthority],
      [words.healthOnSite, yesNo(t, d.healthOnSite)],
      [words.disinfected, yesNo(t, d.disinfected)],
    ]
  },
  fire_explosion: (t, d) => [
    [t.details.fire_explosion.underControl, yesNo(t, d.underControl)],
    [t.details.fire_explosion.evacuated, yesNo(t, d.evacuated)],
    ...damage(t, d),
  ],
  disaster: (t, d) => [
    [t.details.disaster.hazard, d.hazard && t.details.hazard[d.hazard]],
    [t.details.disaster.goesOn, yesNo(t, d.goesOn)],
    [t.details.disaster.shelter, yesNo(t, d.shelter)],
    ...damage(t, d),
  ],
  exam: (t, d) => {
    const words = t.details.exam
    return [
      [words.exam, d.exam && t.details.examKind[d.exam]],
      [words.roomCode, d.roomCode],
      [words.candidates, number(d.candidates)],
      [words.goesOn, yesNo(t, d.goesOn)],
    ]
  },
  data_security: (t, d) => {
    const words = t.details.data_security
    return [
      [words.data, list(t.details.dataKind, d.data)],
      [words.people, number(d.people)],
      [words.way, d.way && t.details.dataWay[d.way]],
      [words.stopped, yesNo(t, d.stopped)],
      [words.ownersTold, yesNo(t, d.ownersTold)],
    ]
  },
}

function harm(t: PageTexts, d: DetailsOf<'school_violence' | 'child_abuse'>): Row[] {
  const words = t.details.harm
  return [
    [words.relation, d.relation && t.details.relation[d.relation]],
    [words.involved, number(d.involved)],
    [words.filmed, yesNo(t, d.filmed)],
    [words.spreading, yesNo(t, d.spreading)],
    [words.takedownAsked, yesNo(t, d.takedownAsked)],
    [words.safe, yesNo(t, d.safe)],
    [words.support, list(t.details.support, d.support)],
    [words.policeActs, yesNo(t, d.policeActs)],
    [words.childLineActs, yesNo(t, d.childLineActs)],
  ]
}

function damage(t: PageTexts, d: DetailsOf<'fire_explosion' | 'disaster'>): Row[] {
  const words = t.details.damage
  return [
    [words.damaged, list(t.details.damaged, d.damaged)],
    [words.damage, d.damage],
    [words.roomsUnusable, number(d.roomsUnusable)],
    [words.costMillions, number(d.costMillions)],
    [words.daysOff, number(d.daysOff)],
    [words.pupilsOff, number(d.pupilsOff)],
  ]
}
