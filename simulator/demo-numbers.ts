import type { NumberOptions } from './core/create-exchange.ts'

/** The union's three numbers, pointed where the README says a Twilio number is pointed. */
export function demoNumbers(publicUrl: string): NumberOptions[] {
  const voice = {
    voiceUrl: `${publicUrl}/twilio/voice`,
    voiceFallbackUrl: `${publicUrl}/twilio/voice/fallback`,
    statusCallback: `${publicUrl}/twilio/voice/status`,
  }
  const text = { smsUrl: `${publicUrl}/twilio/sms`, smsFallbackUrl: `${publicUrl}/twilio/sms/fallback` }
  return [
    { phoneNumber: '+442079460900', friendlyName: 'Service line', ...voice },
    { phoneNumber: '+441314960900', friendlyName: 'Scottish line', ...voice },
    { phoneNumber: '+447700900900', friendlyName: 'Text line', ...voice, ...text },
  ]
}
