/**
 * Whether a text was written by a machine (F53): two machines that thank each other would never stop. A wrong guess
 * costs little, the text is kept and answered by a person all the same; only our own automatic reply stays away.
 *
 * Words: what phones and systems send by themselves, as of 2026-11: iOS Driving Focus ("I'm driving with Focus turned
 * on", https://support.apple.com/en-gb/guide/iphone/iph0efd6c35d/ios), Android Auto's default ("I'm driving right
 * now"), out-of-office texts of network operators, one-time codes, and the words that senders add themselves.
 */
const machineWords: readonly RegExp[] = [
  /\bauto(?:matic|mated|matically)?[\s-]*(?:reply|response|respond(?:er|ing)?|generated|message|text)\b/,
  /\bthis is an automated\b/,
  /\b(?:do not|don't|please don't|cannot|can't) (?:reply|respond) (?:to|directly to) (?:this|the)\b/,
  /\bno-?reply\b/,
  /\b(?:not monitored|unmonitored|does not accept replies|can(?:no|')t receive replies)\b/,
  /\bout of (?:the )?office\b/,
  /\bi'?m (?:currently )?driving\b.*\b(?:focus|do not disturb|turned on|right now|get where)\b/,
  /\b(?:verification|security|access|one[\s-]?time|login|sign-in) (?:pass)?code\b.*\b\d{4,8}\b/,
]

export const isWrittenByMachine = (body: string): boolean => {
  const plain = body.normalize('NFKC').toLowerCase().replace(/[’‘]/g, "'").replace(/\s+/g, ' ')
  return machineWords.some((words) => words.test(plain))
}
