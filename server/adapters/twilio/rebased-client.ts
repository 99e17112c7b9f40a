import twilio from 'twilio'

export const twilioApi = 'https://api.twilio.com'

/** The official client sent to another address: the library itself only knows how to vary Twilio's own host names. */
export class RebasedClient extends twilio.RequestClient {
  private readonly base: string

  constructor(base: string, timeoutMs: number) {
    super({ timeout: timeoutMs })
    this.base = base
  }

  override request: InstanceType<typeof twilio.RequestClient>['request'] = (request) =>
    super.request({
      ...request,
      uri: request.uri.startsWith(twilioApi) ? this.base + request.uri.slice(twilioApi.length) : request.uri,
    })
}
