import { acceptOffer } from '../../../commands/accept-offer.ts'
import { chooseAvailability } from '../../../commands/choose-availability.ts'
import { claimPhone } from '../../../commands/claim-phone.ts'
import { declineOffer } from '../../../commands/decline-offer.ts'
import { dialNumber } from '../../../commands/dial-number.ts'
import { iAmHere } from '../../../commands/i-am-here.ts'
import type { RoutesOf } from '../shapes.ts'
import { orNotFound, type RouteDeps, runFor, thenShow } from './deps.ts'

export const phoneRoutes = (deps: RouteDeps): RoutesOf<'/api/phone'> & RoutesOf<'/api/offers'> => {
  const run = runFor(deps)
  const { screens } = deps

  return {
    'GET /api/phone': async ({ me }) => orNotFound(await screens.phone(me.id)),
    'POST /api/phone/claim': async ({ me, body }) =>
      thenShow(await run(me.id, (stores, env) => claimPhone(stores, env, { personId: me.id, ...body })), () =>
        screens.phone(me.id),
      ),
    'POST /api/phone/token': async ({ me }) => deps.phoneToken(me.id),
    'PUT /api/phone/availability': async ({ me, body }) =>
      thenShow(
        await run(me.id, (stores, env) => chooseAvailability(stores, env, { personId: me.id, ...body })),
        () => screens.phone(me.id),
      ),
    'POST /api/phone/here': async ({ me }) =>
      thenShow(await run(me.id, (stores, env) => iAmHere(stores, env, { personId: me.id })), () =>
        screens.phone(me.id),
      ),
    'POST /api/phone/dial': async ({ me, body }) =>
      thenShow(await run(me.id, (stores, env) => dialNumber(stores, env, { personId: me.id, ...body })), () =>
        screens.phone(me.id),
      ),
    'POST /api/offers/:id/accept': async ({ me, params }) =>
      thenShow(
        await run(me.id, (stores, env) => acceptOffer(stores, env, { offerId: params.id, personId: me.id })),
        () => screens.phone(me.id),
      ),
    'POST /api/offers/:id/decline': async ({ me, params }) =>
      thenShow(
        await run(me.id, (stores, env) => declineOffer(stores, env, { offerId: params.id, personId: me.id })),
        () => screens.phone(me.id),
      ),
  }
}
