/** A keep-alive HTTP connection that costs next to nothing, so that the load generator is not what is measured. */
import { connect } from 'node:net'

export interface Wire {
  /** Resolves with the status; 0 when the connection broke. */
  post(request: Buffer): Promise<number>
  /** What the last answer said. */
  said(): string
  isOpen(): boolean
  close(): void
}

export const openWire = (port: number): Wire => {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true })
  let text = ''
  let body = ''
  let settle: ((status: number) => void) | null = null
  let isOpen = true
  const done = (status: number) => {
    const tell = settle
    settle = null
    tell?.(status)
  }
  socket.setEncoding('latin1')
  socket.on('data', (chunk: string) => {
    text += chunk
    const head = text.indexOf('\r\n\r\n')
    if (head === -1) return
    const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0)
    if (text.length < head + 4 + length) return
    const status = Number(text.slice(9, 12))
    body = text.slice(head + 4, head + 4 + length)
    text = text.slice(head + 4 + length)
    done(status)
  })
  const broke = () => {
    isOpen = false
    done(0)
  }
  socket.on('error', broke)
  socket.on('close', broke)
  return {
    post: (request) =>
      new Promise((resolve) => {
        if (!isOpen) return resolve(0)
        settle = resolve
        socket.write(request)
      }),
    said: () => body,
    isOpen: () => isOpen,
    close: () => socket.destroy(),
  }
}
