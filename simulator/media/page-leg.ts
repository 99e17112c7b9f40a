import type { Leg } from './leg.ts'
import { createPeerLeg, type PeerLegOptions } from './peer-leg.ts'

/**
 * Answers the offer of a plain `RTCPeerConnection`, as the simulator's own phone page makes one. The answer holds
 * all of our candidates, so the page needs no further exchange. The leg closes when the page's connection does.
 *
 * Candidates hidden behind `.local` names are left out: we cannot look them up, and need not, because the page's
 * own checks show us where it is.
 */
export async function answerPage(
  offerSdp: string,
  options: Pick<PeerLegOptions, 'bindAddress' | 'ticker'> = {},
): Promise<{ sdp: string; leg: Leg }> {
  const leg = createPeerLeg({ ...options, closeWhenLost: true })
  const reachable = offerSdp
    .split('\r\n')
    .filter((line) => !(line.startsWith('a=candidate:') && line.includes('.local ')))
    .join('\r\n')
  try {
    return { sdp: await leg.answer(reachable), leg }
  } catch (error) {
    leg.close()
    throw error
  }
}
