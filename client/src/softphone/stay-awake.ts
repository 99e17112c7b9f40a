/**
 * Chrome freezes quiet background tabs under Energy Saver, and slows their timers to one a minute, unless the page
 * has an open data channel (https://developer.chrome.com/blog/freezing-on-energy-saver, 2026-11-22). A frozen phone
 * does not ring and cannot say so, so while the agent is Available the page keeps a channel open with itself.
 * Answers the way to close it.
 */
export const stayAwake = (): (() => void) => {
  if (typeof RTCPeerConnection === 'undefined') return () => {}
  const near = new RTCPeerConnection()
  const far = new RTCPeerConnection()
  near.onicecandidate = ({ candidate }) => void far.addIceCandidate(candidate ?? undefined).catch(quiet)
  far.onicecandidate = ({ candidate }) => void near.addIceCandidate(candidate ?? undefined).catch(quiet)
  near.createDataChannel('awake')
  const connect = async () => {
    await near.setLocalDescription()
    if (near.localDescription) await far.setRemoteDescription(near.localDescription)
    await far.setLocalDescription()
    if (far.localDescription) await near.setRemoteDescription(far.localDescription)
  }
  void connect().catch(quiet)
  return () => {
    near.close()
    far.close()
  }
}

/** An insurance that could not be taken out leaves the page as it was; the heartbeat tells the server the truth. */
const quiet = () => {}
