import type { Leg } from './leg.ts'
import { createPeerLeg, type PeerLegOptions } from './peer-leg.ts'

/** A browser sends RTP or at least reports all the time, so this much nothing means that it is gone. */
const LOST_AFTER_MS = 5000

/**
 * Answers the offer of a plain `RTCPeerConnection`, as the simulator's own phone page makes one. The answer holds
 * all of our candidates, so the page needs no further exchange. A page that hangs up says so to the simulator;
 * one that vanished is noticed 5 s after its last packet, and its leg closes.
 */
export async function answerPage(
  offerSdp: string,
  options: PeerLegOptions = {},
): Promise<{ sdp: string; leg: Leg }> {
  const leg = createPeerLeg({ lostAfterMs: LOST_AFTER_MS, ...options })
  try {
    return { sdp: await leg.answer(offerSdp), leg }
  } catch (error) {
    leg.close()
    throw error
  }
}
