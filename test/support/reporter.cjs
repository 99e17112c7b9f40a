// Mocha's own spec reporter, ending in the titles of what failed and the one plain line that any machine can read.
const { reporters } = require('mocha')
module.exports = class PlainLineReporter extends reporters.Spec {
  epilogue() {
    super.epilogue()
    for (const failure of this.failures) console.log(`✘ ${failure.fullTitle().replaceAll('\n', ' ')}`)
    const { passes, failures, pending } = this.stats
    console.log(`${passes} passed, ${failures} failed${pending ? `, ${pending} skipped` : ''}`)
  }
}
