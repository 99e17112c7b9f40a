import type { VerbHandler } from '../context.ts'
import { dial } from './dial.ts'
import { enqueue, leave } from './enqueue.ts'
import { gather } from './gather.ts'
import { pauseVerb, play, say } from './prompts.ts'
import { record } from './record.ts'
import { hangup, redirect, reject } from './routing.ts'
import { start, stop } from './start-stop.ts'

export const verbHandlers: Readonly<Record<string, VerbHandler>> = {
  Say: say,
  Play: play,
  Pause: pauseVerb,
  Gather: gather,
  Enqueue: enqueue,
  Leave: leave,
  Dial: dial,
  Record: record,
  Redirect: redirect,
  Hangup: hangup,
  Reject: reject,
  Start: start,
  Stop: stop,
}
