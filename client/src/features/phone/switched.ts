/** Something that runs while wished for: started once, stopped once, whatever is wished how often. */
export const switched = (start: () => () => void): ((on: boolean) => void) => {
  let stop: (() => void) | null = null
  return (on) => {
    if (on && stop === null) stop = start()
    if (!on && stop !== null) {
      stop()
      stop = null
    }
  }
}
