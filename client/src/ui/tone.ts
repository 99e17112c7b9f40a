/** What a state means for whoever looks: fine, slipping, act now, or plain fact. */
export type Tone = 'neutral' | 'info' | 'ok' | 'warn' | 'bad' | 'wrap'
