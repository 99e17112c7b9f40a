/**
 * Every shortcut of the console in one table: the default keys, the words of the help sheet, and whether the
 * key works while typing. Function keys and modifiers work anywhere; single letters only outside text boxes
 * (WCAG 2.1.4: each can be changed or switched off). Ctrl+Shift letters and Ctrl+Alt are avoided because
 * browsers and European keyboards own them.
 */
export type ShortcutGroup = 'Phone' | 'Getting about' | 'Writing' | 'Cases' | 'Call back' | 'Live' | 'Admin'

interface ShortcutEntry {
  /** tinykeys syntax: "Shift+F2", "$mod+k", "g w". */
  keys: string
  words: string
  group: ShortcutGroup
  whileTyping: boolean
}

export const shortcuts = {
  answer: { keys: 'F2', words: 'Answer (only while ringing)', group: 'Phone', whileTyping: true },
  'pass-on': { keys: 'Shift+F2', words: 'Pass on', group: 'Phone', whileTyping: true },
  hold: { keys: 'F4', words: 'Hold, or take off hold', group: 'Phone', whileTyping: true },
  mute: { keys: 'F8', words: 'Mute, or unmute', group: 'Phone', whileTyping: true },
  'end-call': { keys: 'Shift+F9', words: 'End call', group: 'Phone', whileTyping: true },
  'not-machine': {
    keys: 'Shift+F4',
    words: 'Callback: answering machine, try again later',
    group: 'Phone',
    whileTyping: true,
  },
  'not-person': {
    keys: 'Shift+F8',
    words: 'Callback: wrong person, try again later',
    group: 'Phone',
    whileTyping: true,
  },
  transfer: { keys: 'F9', words: 'Pass the call on', group: 'Phone', whileTyping: true },
  'back-to-member': {
    keys: 'Alt+F8',
    words: 'Back to the caller, without who was asked in',
    group: 'Phone',
    whileTyping: true,
  },
  'hand-over': {
    keys: 'Alt+F9',
    words: 'Hand the call to who was asked in',
    group: 'Phone',
    whileTyping: true,
  },
  'pause-recording': {
    keys: 'Shift+F7',
    words: 'Pause the recording, or record again',
    group: 'Phone',
    whileTyping: true,
  },
  keypad: { keys: '$mod+F7', words: 'Keypad', group: 'Phone', whileTyping: true },
  'guest-mute': {
    keys: '$mod+F8',
    words: 'Mute who was asked in, or unmute: whose row has focus, else the first',
    group: 'Phone',
    whileTyping: true,
  },
  'guest-remove': {
    keys: '$mod+F9',
    words: 'Remove who was asked in, or stop ringing them: whose row has focus, else the first',
    group: 'Phone',
    whileTyping: true,
  },
  'phone-ready': {
    keys: '$mod+F2',
    words: 'What the phone asks for: start my shift, be available, use it here, try again',
    group: 'Phone',
    whileTyping: true,
  },
  'test-headset': { keys: '$mod+F3', words: 'Test my headset', group: 'Phone', whileTyping: true },
  'text-relay': {
    keys: 'Shift+R',
    words: 'Text relay: this call, or the member on the screen, or none',
    group: 'Phone',
    whileTyping: false,
  },
  'verify-caller': {
    keys: 'i',
    words: 'Check two facts of who is on the line',
    group: 'Phone',
    whileTyping: false,
  },
  'join-path': {
    keys: 'h',
    words: 'Not a member yet: how to join, and an organiser',
    group: 'Phone',
    whileTyping: false,
  },
  'break-after': {
    keys: '$mod+Shift+B',
    words: 'Break: now, or after this call',
    group: 'Phone',
    whileTyping: true,
  },
  search: { keys: '$mod+k', words: 'Search', group: 'Getting about', whileTyping: true },
  'next-region': { keys: 'F6', words: 'Next part of the screen', group: 'Getting about', whileTyping: true },
  'previous-region': {
    keys: 'Shift+F6',
    words: 'Part before',
    group: 'Getting about',
    whileTyping: true,
  },
  'previous-work': {
    keys: 'Alt+ArrowUp',
    words: 'Previous in my work',
    group: 'Getting about',
    whileTyping: true,
  },
  'next-work': { keys: 'Alt+ArrowDown', words: 'Next in my work', group: 'Getting about', whileTyping: true },
  'go-work': { keys: 'g w', words: 'Go to Work', group: 'Getting about', whileTyping: false },
  'go-callbacks': { keys: 'g b', words: 'Go to Call back', group: 'Getting about', whileTyping: false },
  'go-cases': { keys: 'g c', words: 'Go to Cases', group: 'Getting about', whileTyping: false },
  'go-deadlines': { keys: 'g d', words: 'Go to Deadlines', group: 'Getting about', whileTyping: false },
  'go-members': { keys: 'g m', words: 'Go to Members', group: 'Getting about', whileTyping: false },
  'go-live': { keys: 'g l', words: 'Go to Live', group: 'Getting about', whileTyping: false },
  'go-admin': { keys: 'g a', words: 'Go to Admin', group: 'Getting about', whileTyping: false },
  help: { keys: 'Shift+?', words: 'This sheet', group: 'Getting about', whileTyping: false },
  send: {
    keys: '$mod+Enter',
    words: 'Send, or save',
    group: 'Writing',
    whileTyping: true,
  },
  'write-note': { keys: 'n', words: 'Write a note', group: 'Writing', whileTyping: false },
  'write-text': { keys: 't', words: 'Write a text', group: 'Writing', whileTyping: false },
  'close-conversation': {
    keys: 'e',
    words: 'Close conversation (can be undone)',
    group: 'Writing',
    whileTyping: false,
  },
  templates: {
    keys: '/',
    words: 'Templates (in an empty text box too)',
    group: 'Writing',
    whileTyping: false,
  },
  'ring-member': { keys: 'r', words: 'Ring the member on the screen', group: 'Cases', whileTyping: false },
  eligibility: {
    keys: 'y',
    words: 'Look at what support is open for the case',
    group: 'Cases',
    whileTyping: false,
  },
  'safe-contact': {
    keys: 'Shift+B',
    words: 'Change how the member may be contacted',
    group: 'Cases',
    whileTyping: false,
  },
  'case-owner': { keys: 'a', words: 'Change owner', group: 'Cases', whileTyping: false },
  'case-status': { keys: 's', words: 'Change status', group: 'Cases', whileTyping: false },
  'log-contact': {
    keys: 'c l',
    words: 'Log a letter, a visit or a meeting',
    group: 'Cases',
    whileTyping: false,
  },
  'member-needs': { keys: 'c e', words: 'Change what a member needs', group: 'Cases', whileTyping: false },
  'merge-members': {
    keys: 'c d',
    words: 'Merge a member with another record',
    group: 'Cases',
    whileTyping: false,
  },
  'give-authority': {
    keys: 'c a',
    words: 'Note who may speak for a member',
    group: 'Cases',
    whileTyping: false,
  },
  'note-speaker': {
    keys: 'c i',
    words: 'In a call: somebody speaks for the member, or the member does',
    group: 'Phone',
    whileTyping: false,
  },
  'accept-case': {
    keys: 'c y',
    words: 'Accept a case that was given to you',
    group: 'Cases',
    whileTyping: false,
  },
  'watch-case': { keys: 'u w', words: 'Watch a case, or stop watching', group: 'Cases', whileTyping: false },
  'add-case-person': {
    keys: 'u a',
    words: 'Put somebody on a case',
    group: 'Cases',
    whileTyping: false,
  },
  'go-cohort': { keys: 'g t', words: 'Go to Text to many', group: 'Getting about', whileTyping: false },
  'stop-cohort': { keys: 'u s', words: 'Stop a text to many', group: 'Cases', whileTyping: false },
  'set-triage': {
    keys: 'u t',
    words: 'Set the triage of a case by hand',
    group: 'Cases',
    whileTyping: false,
  },
  'save-view': {
    keys: 'c n',
    words: 'Save this list of cases as a view',
    group: 'Cases',
    whileTyping: false,
  },
  'cases-board': {
    keys: 'c c',
    words: 'Cases in columns by status, or in a list',
    group: 'Cases',
    whileTyping: false,
  },
  'case-brief': { keys: 'c z', words: 'Brief of the case', group: 'Cases', whileTyping: false },
  terms: {
    keys: 'c r',
    words: 'Terms of representation: read out or text',
    group: 'Cases',
    whileTyping: false,
  },
  'log-advice': { keys: 'c v', words: 'Log advice', group: 'Cases', whileTyping: false },
  'merge-case': { keys: 'c m', words: 'Merge the case into another one', group: 'Cases', whileTyping: false },
  'split-case': { keys: 'c x', words: 'Split off a case', group: 'Cases', whileTyping: false },
  'group-open': { keys: 'c o', words: 'Open a group case', group: 'Cases', whileTyping: false },
  'group-add': { keys: 'c j', words: 'Add members to a group case', group: 'Cases', whileTyping: false },
  'group-close': {
    keys: 'c q',
    words: 'Close a group case with one outcome',
    group: 'Cases',
    whileTyping: false,
  },
  'place-hold': { keys: 'c h', words: 'Place a legal hold', group: 'Cases', whileTyping: false },
  'case-wanted': {
    keys: 'c w',
    words: 'Write down what the member wants',
    group: 'Cases',
    whileTyping: false,
  },
  'case-type': {
    keys: 'c t',
    words: 'Say what sort of case it is',
    group: 'Cases',
    whileTyping: false,
  },
  'case-stage-next': {
    keys: 'c g',
    words: 'Move the case to its next stage',
    group: 'Cases',
    whileTyping: false,
  },
  'case-stage-back': {
    keys: 'c b',
    words: 'Move the case back a stage',
    group: 'Cases',
    whileTyping: false,
  },
  'case-fields': {
    keys: 'c f',
    words: 'Answer the first open field of the case',
    group: 'Cases',
    whileTyping: false,
  },
  'case-promise': { keys: 'p', words: 'Add a follow-up', group: 'Cases', whileTyping: false },
  'case-deadline': { keys: 'Shift+T', words: 'Add a legal date', group: 'Cases', whileTyping: false },
  'deadline-confirm': {
    keys: 'Shift+C',
    words: 'Confirm the legal date that has focus, or accept its change',
    group: 'Cases',
    whileTyping: false,
  },
  'deadline-leave': {
    keys: 'Shift+U',
    words: 'Leave the legal date that has focus as it is',
    group: 'Cases',
    whileTyping: false,
  },
  'deadline-change': {
    keys: 'Shift+E',
    words: 'Change the legal date that has focus, or add Acas',
    group: 'Cases',
    whileTyping: false,
  },
  'deadline-settle': {
    keys: 'Shift+M',
    words: 'Settle the legal date that has focus',
    group: 'Cases',
    whileTyping: false,
  },
  'find-answer': {
    keys: 'c k',
    words: 'Find an answer, beside a call or on a case',
    group: 'Cases',
    whileTyping: false,
  },
  'hearing-postpone': {
    keys: 'c p',
    words: 'The companion cannot come to the hearing that has focus',
    group: 'Cases',
    whileTyping: false,
  },
  'hearing-sent': {
    keys: 'c s',
    words: 'Note that the request to postpone was sent',
    group: 'Cases',
    whileTyping: false,
  },
  'deadline-reopen': {
    keys: 'c u',
    words: 'Make a settled legal date live again',
    group: 'Cases',
    whileTyping: false,
  },
  'seal-case': { keys: 'z', words: 'Seal this case', group: 'Cases', whileTyping: false },
  'add-target': { keys: 'Shift+I', words: 'Set a service target', group: 'Cases', whileTyping: false },
  'refer-case': {
    keys: '$mod+Shift+E',
    words: 'Pass to a branch, or take it back from there',
    group: 'Cases',
    whileTyping: false,
  },
  'take-back': {
    keys: '$mod+Shift+Y',
    words: 'Take what came back from a branch',
    group: 'Cases',
    whileTyping: false,
  },
  'branch-accept': {
    keys: '$mod+Shift+L',
    words: 'My branch: accept what has focus, else the first',
    group: 'Cases',
    whileTyping: false,
  },
  'branch-decline': {
    keys: '$mod+Shift+U',
    words: 'My branch: decline what has focus, else the first',
    group: 'Cases',
    whileTyping: false,
  },
  'branch-finish': {
    keys: '$mod+Shift+F',
    words: 'My branch: say what was done',
    group: 'Cases',
    whileTyping: false,
  },
  'go-branch': { keys: 'g i', words: 'Go to My branch', group: 'Getting about', whileTyping: false },
  'go-branches': { keys: 'g n', words: 'Go to Branches', group: 'Getting about', whileTyping: false },
  'change-watch': {
    keys: 'Shift+Q',
    words: 'Change who watches over cases (on Deadlines)',
    group: 'Cases',
    whileTyping: false,
  },
  'add-document': { keys: 'Shift+F', words: 'Add a document', group: 'Cases', whileTyping: false },
  'export-case': { keys: 'Shift+O', words: 'Export the case as PDF', group: 'Cases', whileTyping: false },
  'document-version': {
    keys: 'Shift+V',
    words: 'Add a newer version of the document that has focus',
    group: 'Cases',
    whileTyping: false,
  },
  'document-remove': {
    keys: 'Shift+Z',
    words: 'Remove the document that has focus, or put it back',
    group: 'Cases',
    whileTyping: false,
  },
  'next-entry': { keys: 'j', words: 'Next on the timeline', group: 'Cases', whileTyping: false },
  'previous-entry': { keys: 'k', words: 'Previous on the timeline', group: 'Cases', whileTyping: false },
  'listen-only': {
    keys: 'Shift+L',
    words: 'In a colleague’s call: listen',
    group: 'Live',
    whileTyping: false,
  },
  whisper: {
    keys: 'Shift+W',
    words: 'In a colleague’s call: whisper to them alone',
    group: 'Live',
    whileTyping: false,
  },
  barge: { keys: 'Shift+J', words: 'In a colleague’s call: join in', group: 'Live', whileTyping: false },
  'go-audit': { keys: 'g u', words: 'Go to Audit', group: 'Getting about', whileTyping: false },
  'go-retention': {
    keys: 'g e',
    words: 'Go to Keeping and erasing',
    group: 'Getting about',
    whileTyping: false,
  },
  'go-data-requests': {
    keys: 'g y',
    words: 'Go to Data requests',
    group: 'Getting about',
    whileTyping: false,
  },
  'go-listening': {
    keys: 'g h',
    words: 'Go to Who listened to calls',
    group: 'Getting about',
    whileTyping: false,
  },
  'alert-go': { keys: 'Shift+G', words: 'Go where the alert says', group: 'Live', whileTyping: false },
  'alert-seen': {
    keys: 'Shift+K',
    words: 'The alert that has focus, else the oldest, is seen',
    group: 'Live',
    whileTyping: false,
  },
  'set-duty': { keys: 'Shift+D', words: 'Change who is on duty', group: 'Live', whileTyping: false },
  'move-caller': {
    keys: 'm',
    words: 'Move the caller whose row has focus, else the first, to another queue or place',
    group: 'Live',
    whileTyping: false,
  },
  'first-caller': {
    keys: 'f',
    words: 'The same, to be answered next',
    group: 'Live',
    whileTyping: false,
  },
  'take-caller': {
    keys: 'o',
    words: 'Take the caller whose row has focus, else the first',
    group: 'Live',
    whileTyping: false,
  },
  'recover-person': {
    keys: 'u',
    words: 'Recover the person whose row has focus, else the first who is shown as busy',
    group: 'Live',
    whileTyping: false,
  },
  'place-person': {
    keys: 'q',
    words: 'Put the person whose row has focus on a queue, or take them off one',
    group: 'Live',
    whileTyping: false,
  },
  'take-placement-back': {
    keys: 'Shift+F3',
    words: 'In somebody’s queues: take back the one that has focus, else the first',
    group: 'Live',
    whileTyping: true,
  },
  'listen-here': {
    keys: 'l',
    words: 'Listen to the call of the person whose row has focus, else of the first',
    group: 'Live',
    whileTyping: false,
  },
  'go-listens': {
    keys: 'g r',
    words: 'Go to Who listened to recordings',
    group: 'Getting about',
    whileTyping: false,
  },
  'read-summary': { keys: 'Shift+S', words: 'Read the summary aloud', group: 'Live', whileTyping: false },
  'close-line': {
    keys: 'Shift+X',
    words: 'Close the line whose row has focus now, else the first; or open it again',
    group: 'Live',
    whileTyping: false,
  },
  'ring-now': { keys: 'b', words: 'Ring now', group: 'Call back', whileTyping: false },
  'cancel-callback': { keys: 'x', words: 'Cancel a callback', group: 'Call back', whileTyping: false },
  'take-voicemail': {
    keys: 'v',
    words: 'Take a voicemail, or give it back',
    group: 'Call back',
    whileTyping: false,
  },
  'called-back': { keys: 'd', words: 'Done: called back', group: 'Call back', whileTyping: false },
  wall: { keys: 'w', words: 'Wall mode', group: 'Live', whileTyping: false },
  'admin-add': {
    keys: 'Shift+A',
    words:
      'Add a line, an exception, a key, a queue, a person, a template, a case type or an answer; send a members’ file',
    group: 'Admin',
    whileTyping: false,
  },
  'admin-preview': {
    keys: 'Shift+H',
    words: 'What would a caller hear?',
    group: 'Admin',
    whileTyping: false,
  },
  'branch-people': {
    keys: 'c',
    words: 'Branches: change who answers for the one whose row has focus, else the first',
    group: 'Admin',
    whileTyping: false,
  },
  'admin-publish': { keys: 'Shift+P', words: 'Publish the menu', group: 'Admin', whileTyping: false },
  'apply-members': {
    keys: 'Shift+Y',
    words: 'Apply the members’ file',
    group: 'Admin',
    whileTyping: false,
  },
  'discard-members': {
    keys: 'Shift+N',
    words: 'Discard the members’ file',
    group: 'Admin',
    whileTyping: false,
  },
} as const satisfies Record<string, ShortcutEntry>

export type ShortcutId = keyof typeof shortcuts

export const shortcutIds = Object.keys(shortcuts).filter((id): id is ShortcutId => id in shortcuts)

/** A person's own changes: other keys, or null for switched off. */
export type KeyChoices = Partial<Record<ShortcutId, string | null>>

/** The keys in force for `id`, or null when switched off. */
export const keysFor = (id: ShortcutId, choices: KeyChoices): string | null => {
  const chosen = choices[id]
  return chosen === undefined ? shortcuts[id].keys : chosen
}

const names: Record<string, string> = {
  $mod: 'Ctrl',
  Control: 'Ctrl',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Enter: '↵',
  Escape: 'Esc',
}

/** How keys read on a button or the sheet: "Shift+F2" is "Shift F2", "g w" is "G then W". */
export const keysInWords = (keys: string): string =>
  keys
    .split(' ')
    .map((press) => {
      const parts = press
        .split('+')
        .map((part) => names[part] ?? (part.length === 1 ? part.toUpperCase() : part))
      return (parts.at(-1) === '?' ? ['?'] : parts).join(' ')
    })
    .join(' then ')

interface KeyPress {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  shiftKey: boolean
}

/** A key press as tinykeys text, or null while only modifiers are down. */
export const keysFromPress = (press: KeyPress): string | null => {
  if (['Control', 'Meta', 'Alt', 'Shift', 'AltGraph'].includes(press.key)) return null
  const parts: string[] = []
  if (press.ctrlKey || press.metaKey) parts.push('$mod')
  if (press.altKey) parts.push('Alt')
  if (press.shiftKey) parts.push('Shift')
  parts.push(press.key === ' ' ? 'Space' : press.key.length === 1 ? press.key.toLowerCase() : press.key)
  return parts.join('+')
}

/** Other shortcuts of the same group or of every screen that already have these keys. */
export const clashesWith = (id: ShortcutId, keys: string, choices: KeyChoices): ShortcutId[] =>
  shortcutIds.filter((other) => other !== id && keysFor(other, choices)?.toLowerCase() === keys.toLowerCase())

/** Reads stored choices; anything unreadable counts as none. */
export const parseKeyChoices = (text: string | null): KeyChoices => {
  if (text === null) return {}
  let stored: unknown
  try {
    stored = JSON.parse(text)
  } catch {
    return {}
  }
  if (typeof stored !== 'object' || stored === null) return {}
  const choices: KeyChoices = {}
  const found = new Map<string, unknown>(Object.entries(stored))
  for (const id of shortcutIds) {
    const value = found.get(id)
    if (value === null || typeof value === 'string') choices[id] = value
  }
  return choices
}
