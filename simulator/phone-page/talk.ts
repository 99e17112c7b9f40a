import { api } from './api.ts'
import { byId, make } from './dom.ts'
import { act, notice } from './notices.ts'
import { myLiveCall, type Store } from './world.ts'

/** What members ring about, for those who would rather not speak. */
const sentences = [
  'Hello, I have a question about my overtime pay.',
  'I have been called to a meeting about my sickness. Can somebody come with me?',
  'I would like to join the union.',
  'Yes, that is right.',
  'Thank you very much. Goodbye.',
]

let lastOwnId = 0

/** Talking without a microphone: canned sentences, words of one's own, and a pure tone to test sound with. */
export function prepareTalk(store: Store): void {
  const say = (text: string) => {
    const call = myLiveCall(store.world)
    if (!call?.answeredAt) return notice('Nobody can hear you yet: words need a call. Press Call first.')
    act(async () => {
      await api.say(call.sid, text)
      lastOwnId -= 1
      const own = { id: lastOwnId, at: new Date().toISOString(), callSid: call.sid, text, by: store.world.me }
      store.change((world) => void world.ownWords.push({ ...own, kind: 'speech' }))
    })
  }
  byId('sentences', HTMLUListElement).append(
    ...sentences.map((sentence) => {
      const button = make('button', 'quiet', `“${sentence}”`)
      button.type = 'button'
      button.addEventListener('click', () => say(sentence))
      return make('li', '', button)
    }),
  )
  const words = byId('say-words', HTMLInputElement)
  byId('say-form', HTMLFormElement).addEventListener('submit', (event) => {
    event.preventDefault()
    const text = words.value.trim()
    if (text === '') return words.focus()
    // Words spoken to nobody stay in the box.
    if (myLiveCall(store.world)?.answeredAt) words.value = ''
    say(text)
  })
  const hertz = byId('tone-hertz', HTMLSelectElement)
  byId('tone', HTMLButtonElement).addEventListener('click', () => {
    const call = myLiveCall(store.world)
    if (!call?.answeredAt) return notice('A tone needs a call. Press Call first.')
    act(() => api.tone(call.sid, Number(hertz.value), 2000))
  })
}
