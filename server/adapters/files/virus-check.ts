/**
 * The virus check of an installation: a program of its own (ClamAV's clamdscan, say), asked about one file on disk.
 * Its exit code is the answer, as ClamAV's scanners give it: 0 clean, 1 something was found, anything else no answer.
 */
import { spawn } from 'node:child_process'

export type VirusCheck = (path: string) => Promise<'clean' | 'found' | 'no-answer'>

const patienceMs = 120_000

/** `command`: the program and what it is always given, in order; the file's path comes last. No shell reads it. */
export const virusCheck =
  (command: readonly string[]): VirusCheck =>
  (path) =>
    new Promise((resolve) => {
      const [program = '', ...given] = command
      const scanner = spawn(program, [...given, path], { stdio: 'ignore', timeout: patienceMs })
      scanner.once('error', () => resolve('no-answer'))
      scanner.once('close', (code) => resolve(code === 0 ? 'clean' : code === 1 ? 'found' : 'no-answer'))
    })
