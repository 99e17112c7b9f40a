// Mocha's own spec reporter, ending in the titles of what failed, or passed only when run again, and the one plain line that
// any machine can read.
const { reporters } = require('mocha')
const titleOf = (test) => test.fullTitle().replaceAll('\n', ' ')
module.exports = class PlainLineReporter extends reporters.Spec {
  again = []
  constructor(runner, options) {
    super(runner, options)
    runner.on('retry', (test, error) => this.again.push({ test: titleOf(test), error }))
  }
  epilogue() {
    super.epilogue()
    const failed = new Set(this.failures.map(titleOf))
    for (const { test, error } of this.again)
      if (!failed.has(test)) console.log(`↻ ${test}\n${error.stack ?? error}\n`)
    for (const title of failed) console.log(`✘ ${title}`)
    const { passes, failures, pending } = this.stats
    console.log(`${passes} passed, ${failures} failed${pending ? `, ${pending} skipped` : ''}`)
  }
}
