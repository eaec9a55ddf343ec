import { useQuery } from '@tanstack/react-query'
import { useLocation, useSearchParams } from 'wouter'
import { type DutyForm, type DutyKey, dutyBefore, dutyFormSchema } from '#domain/deadlines/obligation-id.ts'
import { hanoiDay, instantOf } from '#domain/time.ts'
import { useServices } from '#sync/services.tsx'
import { fetchDuties } from '../api.ts'
import { useDeskApi } from '../queries.ts'
import { listAddress } from './duty-list.tsx'

/** Which form and period the desk looks at, by the address, and what the server says of them. */
export function useDeskDuties(chosen: DutyKey | null) {
  const deps = useDeskApi()
  const { clock } = useServices()
  const [params] = useSearchParams()
  const [, navigate] = useLocation()
  const today = hanoiDay(instantOf(clock()))
  const asked = dutyFormSchema.safeParse(params.get('mau'))
  const form: DutyForm = chosen?.form ?? (asked.success ? asked.data : 'monthly')
  const named = { form, of: chosen?.of ?? params.get('ky') ?? '' }
  const of = dutyBefore(named) === null ? nowOf(form, today) : named.of
  const list = useQuery({
    queryKey: ['desk', deps.account, 'duties', form, of],
    queryFn: ({ signal }) => fetchDuties(deps, { form, of }, signal),
  })
  return { form, of, list, choose: (next: DutyForm) => navigate(listAddress(next, nowOf(next, today))) }
}

/** The month or the year of today. */
const nowOf = (form: DutyForm, today: string) => today.slice(0, form === 'monthly' ? 7 : 4)
