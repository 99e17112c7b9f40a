// Mocha's own spec reporter, ending in the one plain line that any machine can read.
const { reporters } = require('mocha')
module.exports = class PlainLineReporter extends reporters.Spec {
  epilogue() {
    super.epilogue()
    const { passes, failures, pending } = this.stats
    console.log(`${passes} passed, ${failures} failed${pending ? `, ${pending} skipped` : ''}`)
  }
}
