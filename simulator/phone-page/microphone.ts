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
  const turnOff = () => {
    leave()
    for (const track of microphone?.getTracks() ?? []) track.stop()
    microphone = null
    show()
  }
  const show = (words?: string) => {
    button.setAttribute('aria-pressed', String(microphone !== null))
    setText(state, words ?? (microphone ? 'On: you talk and hear during calls.' : ''))
  }

  /** Keeps the sound where the call is: joins a call that began, leaves one that ended. */
  const follow = () => {
    const call = myLiveCall(store.world)
    const wanted = microphone && call?.answeredAt ? call.sid : null
    if (joined?.callSid === (wanted ?? undefined)) return
    leave()
    if (!wanted || !microphone) return
    const callSid = wanted
    const sound = joinSound(callSid, microphone, () => {
      turnOff()
      show('The sound was lost. Press again to rejoin; the call goes on.')
    })
    joined = { callSid, sound }
    sound.catch((error: unknown) => {
      turnOff()
      show(
        error instanceof Refused
          ? error.message
          : 'The sound could not be joined. Captions go on without it.',
      )
    })
  }
  store.onDraw(follow)

  button.addEventListener('click', () => {
    if (microphone) return turnOff()
    show('The browser asks whether this page may use the microphone…')
    askForMicrophone().then(
      (stream) => {
        microphone = stream
        show()
        follow()
      },
      () =>
        show('The browser does not let this page use a microphone. Captions and “Say this” work without.'),
    )
  })
}
