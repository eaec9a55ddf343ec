import type { Day } from '#domain/deadlines/days.ts'
import type { UnitFacts } from '#domain/deadlines/unit-facts.ts'
import type { DepartmentId, UnitId } from '#domain/ids.ts'
import type { UnitType } from '#domain/organisation/roles.ts'
import { unitSpace } from '#domain/spaces.ts'
import type { PlannedUnit } from '#domain/tasks/class-map.ts'
import { type Published, publishRecords } from '#server/publish/records.ts'
import { successorsOf, unitsOf } from '#server/store/organisation.ts'
import { liveOfType } from '#server/store/records.ts'
import type { Tx } from '#server/store/store.ts'

type NamedUnit = PlannedUnit & { name: string }

/** The units of a department as duties and plans look at them. */
export async function datedUnits(tx: Tx, department: DepartmentId): Promise<NamedUnit[]> {
  const successors = Map.groupBy(await successorsOf(tx, department), ({ unit_id }) => unit_id)
  return (await unitsOf(tx, department)).map(({ id, code, type, name, valid_from, valid_to }) => ({
    id: id as UnitId,
    code,
    type: type as UnitType,
    name,
    validFrom: valid_from as Day,
    validTo: valid_to as Day | null,
    successors: (successors.get(id) ?? []).map(({ successor_id }) => successor_id as UnitId),
  }))
}

/** Puts into each unit's space what its phones need to reckon its duties offline. Twice changes nothing. [DL10, PB1] */
export async function publishUnitFacts(tx: Tx, department: DepartmentId): Promise<Published> {
  const units = await datedUnits(tx, department)
  const predecessors = new Map<UnitId, NamedUnit[]>()
  for (const unit of units)
    for (const heir of unit.successors) predecessors.set(heir, [...(predecessors.get(heir) ?? []), unit])
  const wanted = units.map((unit) => {
    const body: UnitFacts = { unit: factsOf(unit), predecessors: (predecessors.get(unit.id) ?? []).map(factsOf) }
    return { space: unitSpace(unit.id), type: 'unit_facts' as const, id: unit.id, entity: unit.id, body }
  })
  return publishRecords(tx, department, wanted, await liveOfType(tx, department, 'unit_facts'))
}

const factsOf = ({ id, type, name, validFrom, validTo, successors }: NamedUnit): UnitFacts['unit'] => ({
  id,
  type,
  name,
  validFrom,
  validTo,
  successors,
})
