import type { RequestHandler } from 'express'
import helmet from 'helmet'

const socketForm = (address: string) => address.replace(/^http/, 'ws')

/**
 * What a page of ours may load and talk to: itself, and the telephone company's signalling. No inline script.
 * Style attributes are allowed because positions of menus and long lists are computed.
 */
export const securityHeaders = (options: {
  publicUrl: string
  /** null: Twilio's own. */
  voiceSignallingUrl: string | null
}): RequestHandler => {
  const signalling =
    options.voiceSignallingUrl === null
      ? ['wss://*.twilio.com', 'https://*.twilio.com']
      : [new URL(options.voiceSignallingUrl).origin, options.voiceSignallingUrl]
  const isHttps = options.publicUrl.startsWith('https:')
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'self'"],
        'script-src': ["'self'"],
        'style-src': ["'self'"],
        'style-src-attr': ["'unsafe-inline'"],
        'font-src': ["'self'"],
        'img-src': ["'self'", 'data:', 'blob:'],
        'media-src': [
          "'self'",
          'mediastream:',
          'blob:',
          ...(options.voiceSignallingUrl ? [] : ['https://sdk.twilio.com']),
        ],
        'worker-src': ["'self'", 'blob:'],
        'connect-src': ["'self'", socketForm(new URL(options.publicUrl).origin), ...signalling],
        'object-src': ["'none'"],
        'base-uri': ["'none'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'none'"],
        ...(isHttps ? { 'upgrade-insecure-requests': [] } : {}),
      },
    },
    strictTransportSecurity: isHttps ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    referrerPolicy: { policy: 'same-origin' },
    crossOriginEmbedderPolicy: false,
  })
}
