/** Everything whose time is over is proposed, approved by data protection, and erased. */
import { approveErasure, eraseNext, proposeErasures } from '../../server/commands/retention.ts'
import { retentionKinds } from '../../server/domain/retention/retention.ts'
import { demo } from '../support/demo-database.ts'
import { type Desk, granted } from './desk.ts'

/** What the night does, now. */
export async function lookNow(desk: Desk): Promise<void> {
  await desk.ask(async (stores) => {
    for (const kind of retentionKinds) {
      const rule = await stores.retentionRules.find(kind)
      if (rule) await stores.retentionRules.save({ ...rule, nextAt: desk.now() })
    }
  })
  for (const _ of retentionKinds) await desk.run((stores, env) => proposeErasures(stores, env), {})
}

export async function approveAll(desk: Desk): Promise<void> {
  const open: { id: string; version: number }[] = await desk.database
    .read('erasures')
    .where({ state: 'proposed' })
    .select('id', 'version')
  for (const { id, version } of open)
    granted(await desk.run(approveErasure, { erasureId: id, version, personId: demo.marcus }, demo.marcus))
}

export async function eraseAll(desk: Desk): Promise<void> {
  while ((await desk.run((stores, env) => eraseNext(stores, env), {})).more);
}
