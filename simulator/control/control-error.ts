/** A refusal of the control API, in plain words. */
export class ControlError extends Error {
  readonly status: number
  constructor(status: 400 | 403 | 404 | 409, message: string) {
    super(message)
    this.name = 'ControlError'
    this.status = status
  }
}
