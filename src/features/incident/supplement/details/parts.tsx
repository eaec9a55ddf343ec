import type { ComponentType } from 'react'
import type { DetailsKind } from '#domain/incidents/details.ts'
import { DrowningPart, InjuryPart, TrafficPart } from './accident-parts.tsx'
import { DisasterPart, FirePart } from './damage-parts.tsx'
import { DataPart } from './data-part.tsx'
import { DiseasePart } from './disease-part.tsx'
import { ExamPart } from './exam-part.tsx'
import { FoodPart } from './food-part.tsx'
import { HarmPart } from './harm-part.tsx'

/** The questions of each category that has its own; a new sub-form does not compile until it is drawn. [IN8] */
export const detailsParts: Record<DetailsKind, ComponentType> = {
  food_poisoning: FoodPart,
  injury: InjuryPart,
  school_violence: HarmPart,
  child_abuse: HarmPart,
  drowning: DrowningPart,
  traffic: TrafficPart,
  disease: DiseasePart,
  fire_explosion: FirePart,
  disaster: DisasterPart,
  exam: ExamPart,
  data_security: DataPart,
}
