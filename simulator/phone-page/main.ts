import './page.css'
import { showCaptions } from './captions.ts'
import { showFirstSteps } from './coach.ts'
import { byId, setText } from './dom.ts'
import { followSimulator } from './live.ts'
import { prepareMicrophone } from './microphone.ts'
import { prepareNotices } from './notices.ts'
import { showOthers } from './others.ts'
import { prepareKeypad, showPhone } from './phone.ts'
import { showSwitches } from './switches.ts'
import { prepareTalk } from './talk.ts'
import { showTexts } from './texts.ts'
import { showTimeline } from './timeline.ts'
import { chooseWho } from './who.ts'
import { createStore } from './world.ts'

const connectionWords = {
  connecting: 'Connecting…',
  live: '',
  lost: 'The simulator does not answer. Trying again…',
}

const store = createStore()
// First, so that everything else is drawn for somebody.
chooseWho(store)
showPhone(store)
showCaptions(store)
prepareKeypad(store)
prepareMicrophone(store)
prepareTalk(store)
showTexts(store)
showTimeline(store)
showOthers(store)
showSwitches(store)
showFirstSteps(store)
prepareNotices()
store.onDraw((world) => {
  setText(byId('connection', HTMLParagraphElement), connectionWords[world.connection])
  setText(
    byId('speed', HTMLSpanElement),
    world.speed === 'fast' ? 'Time runs fast here: prompts are captions only.' : '',
  )
})
followSimulator(store)
