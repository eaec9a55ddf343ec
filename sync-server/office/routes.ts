import type { FastifyInstance } from 'fastify'
import * as z from 'zod/mini'
import { dutyFormSchema, dutyOfSchema } from '#domain/deadlines/obligation-id.ts'
import { accountIdSchema, givingIdSchema, incidentIdSchema, obligationIdSchema, pieceIdSchema } from '#domain/ids.ts'
import type { Quarter } from '#domain/plans/plan.ts'
import { fail, ok } from '#domain/result.ts'
import { hanoiYear, instantOf } from '#domain/time.ts'
import { nonceSchema } from '#protocol/envelope.ts'
import {
  deskDutiesAnswerSchema,
  deskIncidentAnswerSchema,
  deskListAnswerSchema,
  deskTasksAnswerSchema,
} from '#protocol/office.ts'
import { deskGivingAnswerSchema, deskGivingsAnswerSchema, deskUnitsAnswerSchema } from '#protocol/office-given.ts'
import { deskMonthlyAnswerSchema } from '#protocol/office-monthly.ts'
import { deskPieceAnswerSchema, deskPiecesAnswerSchema } from '#protocol/office-pieces.ts'
import { deskPlanAnswerSchema } from '#protocol/office-plan.ts'
import { apiRoute } from '../http/route.ts'
import type { Authenticate } from '../session/who.ts'
import type { Store } from '../store/store.ts'
import { deskDuties } from './duties.ts'
import { deskForm } from './forms.ts'
import { deskGiving, deskGivings, deskUnits } from './given.ts'
import { deskPiece, deskPieces } from './pieces.ts'
import { deskIncident, deskIncidents } from './service.ts'
import { deskTasks } from './tasks.ts'

const querySchema = z.looseObject({ account: accountIdSchema, nonce: nonceSchema })
const tasksQuerySchema = z.extend(querySchema, {
  quarter: z.optional(z.enum(['1', '2', '3', '4'])),
  year: z.optional(z.string().check(z.regex(/^2[01]\d\d$/))),
})

const dutiesQuerySchema = z.extend(querySchema, { form: dutyFormSchema, of: z.optional(dutyOfSchema) })

export function officeRoutes(
  app: FastifyInstance,
  deps: { store: Store; authenticate: Authenticate; clock: () => number },
): void {
  apiRoute(app, deps, {
    method: 'GET',
    url: '/api/office/incidents',
    summary: 'The incidents that this post may read, the last changed first',
    query: querySchema,
    answer: deskListAnswerSchema,
    async handle({ query: { nonce }, who, received }) {
      const incidents = await deskIncidents(deps, { who, now: received })
      return incidents.ok ? ok({ nonce, at: instantOf(deps.clock()), incidents: incidents.value }) : incidents
    },
  })

  apiRoute(app, deps, {
    method: 'GET',
    url: '/api/office/incidents/:id',
    summary: 'One incident with its versions, photos as declared, and receipts',
    query: querySchema,
    answer: deskIncidentAnswerSchema,
    async handle({ query: { nonce }, params, who, received }) {
      const id = incidentIdSchema.safeParse(params.id)
      if (!id.success) return fail('not-found')
      const opened = await deskIncident(deps, { who, now: received, id: id.data })
      return opened.ok ? ok({ nonce, at: instantOf(deps.clock()), ...opened.value }) : opened
    },
  })

  apiRoute(app, deps, {
    method: 'GET',
    url: '/api/office/tasks',
    summary: 'Tasks that wait for the office, and how the cards of a year or quarter stand',
    query: tasksQuerySchema,
    answer: deskTasksAnswerSchema,
    async handle({ query, who, received }) {
      const quarter = query.quarter === undefined ? null : (Number(query.quarter) as Quarter)
      const year = query.year === undefined ? hanoiYear(received) : Number(query.year)
      const found = await deskTasks(deps, { who, now: received, year, quarter })
      return found.ok ? ok({ nonce: query.nonce, at: instantOf(deps.clock()), year, quarter, ...found.value }) : found
    },
  })

  apiRoute(app, deps, {
    method: 'GET',
    url: '/api/office/duties',
    summary: 'How the units keep one form: those of a month or year by name, and rates',
    query: dutiesQuerySchema,
    answer: deskDutiesAnswerSchema,
    async handle({ query: { nonce, form, of }, who, received }) {
      const found = await deskDuties(deps, { who, now: received, form, of: of ?? null })
      return found.ok ? ok({ nonce, at: instantOf(deps.clock()), ...found.value }) : found
    },
  })

  apiRoute(app, deps, {
    method: 'GET',
    url: '/api/office/pieces',
    summary: 'Articles and examples that were sent to this post, the last changed first',
    query: querySchema,
    answer: deskPiecesAnswerSchema,
    async handle({ query: { nonce }, who, received }) {
      const pieces = await deskPieces(deps, { who, now: received })
      return pieces.ok ? ok({ nonce, at: instantOf(deps.clock()), pieces: pieces.value }) : pieces
    },
  })

  apiRoute(app, deps, {
    method: 'GET',
    url: '/api/office/pieces/:id',
    summary: 'One article or example with its versions, photos as declared, and receipts',
    query: querySchema,
    answer: deskPieceAnswerSchema,
    async handle({ query: { nonce }, params, who, received }) {
      const id = pieceIdSchema.safeParse(params.id)
      if (!id.success) return fail('not-found')
      const opened = await deskPiece(deps, { who, now: received, id: id.data })
      return opened.ok ? ok({ nonce, at: instantOf(deps.clock()), ...opened.value }) : opened
    },
  })

  apiRoute(app, deps, {
    method: 'GET',
    url: '/api/office/given',
    summary: 'Key events and briefs that the office gave, the last changed first',
    query: querySchema,
    answer: deskGivingsAnswerSchema,
    async handle({ query: { nonce }, who, received }) {
      const givings = await deskGivings(deps, { who, now: received })
      return givings.ok ? ok({ nonce, at: instantOf(deps.clock()), givings: givings.value }) : givings
    },
  })

  apiRoute(app, deps, {
    method: 'GET',
    url: '/api/office/given/units',
    summary: 'The units to which something can be given today',
    query: querySchema,
    answer: deskUnitsAnswerSchema,
    async handle({ query: { nonce }, who, received }) {
      const units = await deskUnits(deps, { who, now: received })
      return units.ok ? ok({ nonce, at: instantOf(deps.clock()), units: units.value }) : units
    },
  })

  apiRoute(app, deps, {
    method: 'GET',
    url: '/api/office/given/:id',
    summary: 'One event or brief with what each of its units did',
    query: querySchema,
    answer: deskGivingAnswerSchema,
    async handle({ query: { nonce }, params, who, received }) {
      const id = givingIdSchema.safeParse(params.id)
      if (!id.success) return fail('not-found')
      const opened = await deskGiving(deps, { who, now: received, id: id.data })
      return opened.ok ? ok({ nonce, at: instantOf(deps.clock()), ...opened.value }) : opened
    },
  })

  apiRoute(app, deps, {
    method: 'GET',
    url: '/api/office/monthly/:id',
    summary: "One unit's report of one month with its versions and receipts",
    query: querySchema,
    answer: deskMonthlyAnswerSchema,
    async handle({ query: { nonce }, params, who, received }) {
      const id = obligationIdSchema.safeParse(params.id)
      if (!id.success) return fail('not-found')
      const opened = await deskForm(deps, { who, now: received, type: 'monthly_report', id: id.data })
      return opened.ok ? ok({ nonce, at: instantOf(deps.clock()), ...opened.value }) : opened
    },
  })

  apiRoute(app, deps, {
    method: 'GET',
    url: '/api/office/plan/:id',
    summary: "One unit's plan of one year with its versions and receipts",
    query: querySchema,
    answer: deskPlanAnswerSchema,
    async handle({ query: { nonce }, params, who, received }) {
      const id = obligationIdSchema.safeParse(params.id)
      if (!id.success) return fail('not-found')
      const opened = await deskForm(deps, { who, now: received, type: 'unit_plan', id: id.data })
      return opened.ok ? ok({ nonce, at: instantOf(deps.clock()), ...opened.value }) : opened
    },
  })
}
