import { Refused } from './api.ts'
import { byId, setText } from './dom.ts'
import { askForMicrophone, joinSound, type Sound } from './media.ts'
import { myLiveCall, type Store } from './world.ts'

type Joined = { callSid: string; sound: Promise<Sound> }

/** "Use my microphone": asked for once, then joined to every call this telephone is in until turned off. */
export function prepareMicrophone(store: Store): void {
  const button = byId('microphone', HTMLButtonElement)
  const state = byId('microphone-state', HTMLParagraphElement)
  let microphone: MediaStream | null = null
  let joined: Joined | null = null

  const leave = () => {
    // What never joined need not be closed; why was said when it failed.
    joined?.sound.then(
      (sound) => sound.close(),
      () => undefined,
    )
    joined = null
  }
  const show = (words: string) => {
    button.setAttribute('aria-pressed', String(microphone !== null))
    setText(state, words)
  }
  const turnOff = (words: string) => {
    leave()
    for (const track of microphone?.getTracks() ?? []) track.stop()
    microphone = null
    show(words)
  }

  /** Keeps the sound where the call is: joins a call that began, leaves one that ended. */
  const follow = () => {
    const call = myLiveCall(store.world)
    const callSid = microphone && call?.answeredAt ? call.sid : null
    if (callSid === (joined?.callSid ?? null)) return
    leave()
    if (callSid === null || microphone === null) return
    const sound = joinSound(callSid, microphone, () =>
      turnOff('The sound was lost. Press again to rejoin; the call goes on.'),
    )
    joined = { callSid, sound }
    sound.catch((error: unknown) => {
      const why = error instanceof Refused ? error.message : 'The sound could not be joined.'
      // A call that ended meanwhile is no reason to turn the microphone off for the next one.
      if (joined?.sound === sound) turnOff(`${why} Captions go on without it.`)
    })
  }
  store.onDraw(follow)

  button.addEventListener('click', () => {
    if (microphone) return turnOff('')
    show('The browser asks whether this page may use the microphone…')
    askForMicrophone().then(
      (stream) => {
        microphone = stream
        show('On: you talk and hear during calls.')
        follow()
      },
      () => show('The browser lets this page use no microphone. Captions and “Say this” work without.'),
    )
  })
}
