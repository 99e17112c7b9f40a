import { Refused } from './api.ts'
import { byId, setText } from './dom.ts'
import { askForMicrophone, joinSound, type Sound, silence } from './media.ts'
import { myLiveCall, type Store } from './world.ts'

type Joined = { callSid: string; sound: Promise<Sound> }
type Mode = 'talk' | 'listen'

const isOn: Record<Mode, string> = {
  talk: 'On: you talk and hear during calls.',
  listen: 'On: you hear the call. Nobody hears this room; “Say this” speaks for you.',
}

/**
 * "Use my microphone", asked for once, and "Only listen", for those who have none or would rather not: either is joined
 * to every call this telephone is in until it is turned off.
 */
export function prepareMicrophone(store: Store): void {
  const buttons: Record<Mode, HTMLButtonElement> = {
    talk: byId('microphone', HTMLButtonElement),
    listen: byId('listen', HTMLButtonElement),
  }
  const state = byId('microphone-state', HTMLParagraphElement)
  let on: { mode: Mode; source: MediaStream } | null = null
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
    for (const mode of ['talk', 'listen'] as const)
      buttons[mode].setAttribute('aria-pressed', String(on?.mode === mode))
    setText(state, words)
  }
  const turnOff = (words: string) => {
    leave()
    for (const track of on?.source.getTracks() ?? []) track.stop()
    on = null
    show(words)
  }
  const turnOn = (mode: Mode, source: MediaStream) => {
    turnOff('')
    on = { mode, source }
    show(isOn[mode])
    follow()
  }

  /** Keeps the sound where the call is: joins a call that began, leaves one that ended. */
  const follow = () => {
    const call = myLiveCall(store.world)
    const callSid = on && call?.answeredAt ? call.sid : null
    if (callSid === (joined?.callSid ?? null)) return
    leave()
    if (callSid === null || on === null) return
    const sound = joinSound(callSid, on.source, () =>
      turnOff('The sound was lost. Press again to rejoin; the call goes on.'),
    )
    joined = { callSid, sound }
    sound.catch((error: unknown) => {
      const why = error instanceof Refused ? error.message : 'The sound could not be joined.'
      // A call that ended meanwhile is no reason to turn the sound off for the next one.
      if (joined?.sound === sound) turnOff(`${why} Captions go on without it.`)
    })
  }
  store.onDraw(follow)

  buttons.talk.addEventListener('click', () => {
    if (on?.mode === 'talk') return turnOff('')
    setText(state, 'The browser asks whether this page may use the microphone…')
    askForMicrophone().then(
      (stream) => turnOn('talk', stream),
      () =>
        setText(
          state,
          'The browser lets this page use no microphone. “Only listen” and “Say this” work without.',
        ),
    )
  })
  buttons.listen.addEventListener('click', () => {
    if (on?.mode === 'listen') return turnOff('')
    turnOn('listen', silence())
  })
}
