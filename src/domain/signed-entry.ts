import * as z from 'zod/mini'
import { midSchema } from './ids.ts'
import type { Context } from './mutation.ts'
import { type Role, signAs, signedBySchema } from './organisation/roles.ts'
import { deviceTimeSchema, instantSchema } from './time.ts'

/** written and committed by the phone, received by the server; null while it has not arrived. [TM1] */
export const stampsSchema = z.extend(deviceTimeSchema, { received: z.nullable(instantSchema) })

/** What every entry of a timeline carries: the id of its mutation, who did it in which post, and the three stamps. */
export const signedEntry = { id: midSchema, by: signedBySchema, stamps: stampsSchema }

/** The same, for an entry that is about to be made. @param roles the posts that carry the right to it [TM1] */
export const signEntry = ({ mid, actor, device, received }: Context, roles: readonly Role[]) => ({
  id: mid,
  by: signAs(actor, roles),
  stamps: { ...device, received },
})
