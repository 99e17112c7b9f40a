import { type DestinationStream, type Logger, pino } from 'pino'

export type Log = Logger

/** Fields that could hold a member's words, name or number are cut whatever object carries them, down to two levels. */
const personal = [
  'body',
  'from',
  'to',
  'number',
  'phone',
  'email',
  'name',
  'text',
  'notes',
  'password',
  'token',
  'authorization',
  'cookie',
  'secret',
]

/** A telephone number inside a message text (of an error, say) is cut too: seven digits or more in a row, however spaced. */
const numberInText = /\+?\d(?:[\s().-]?\d){6,}/g
const isSafeDigits = /^\d{4}-\d{2}-\d{2}/
export const withoutNumbers = (text: string): string =>
  text.replace(numberInText, (found) => (isSafeDigits.test(found) ? found : '[number]'))

/** One JSON line per fact on standard output. Never pass a webhook's or a request's body to it. */
export const createLog = (level: string, destination: DestinationStream = pino.destination(1)): Log =>
  pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: personal.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]), censor: '[cut]' },
      serializers: {
        err: (error: unknown) => {
          const plain = pino.stdSerializers.err(error instanceof Error ? error : new Error(String(error)))
          // A driver's error can repeat the statement and its values; its code and place say enough.
          const code = 'code' in plain ? plain['code'] : undefined
          return {
            type: plain.type,
            code,
            message: code === undefined ? withoutNumbers(plain.message.slice(0, 300)) : undefined,
            // Places only: a message may run over several lines, and each cause brings its own.
            stack: plain.stack
              .split('\n')
              .filter((line) => /^\s+at /.test(line))
              .slice(0, 12)
              .join('\n'),
          }
        },
      },
    },
    destination,
  )
