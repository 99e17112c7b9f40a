import type { TranscriptView } from '../../../server/contract/recording-views.ts'

const notThere: Record<Exclude<TranscriptView['state'], 'written'>, string> = {
  asked: 'A machine is writing it down. Listen meanwhile.',
  late: 'No transcript came. Listen to it instead.',
  failed: 'The machine could not write it down. Listen to it instead.',
  'out-of-range': 'No transcript: the machine takes messages of 3 to 119 seconds. Listen to it instead.',
}

/** The words of a voicemail as a machine heard them, marked so; why there are none, in words. */
export function Transcript({ transcript }: { transcript: TranscriptView }) {
  if (transcript.state !== 'written') return <p className="choice-line">{notThere[transcript.state]}</p>
  return (
    <figure className="transcript">
      <figcaption className="choice-line">Written by a machine, which mishears names and numbers:</figcaption>
      <blockquote>{transcript.text}</blockquote>
    </figure>
  )
}
