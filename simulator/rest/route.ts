import type { Exchange } from '../core/exchange.ts'
import type { Params } from './params.ts'

export type RestRequest = {
  exchange: Exchange
  method: string
  /** Path below /2010-04-01/Accounts/AC…, without .json. */
  path: string
  fullPath: string
  /** The parts matched by the route's `:name`s. */
  at: (name: string) => string
  params: Params
}

export type RestReply =
  | { status: number; json: unknown }
  | { status: number; file: Buffer; contentType: string }
  | { status: 204 }

export type Route = {
  method: 'GET' | 'POST' | 'DELETE'
  /** `/Calls/:sid` */
  pattern: string
  handle: (request: RestRequest) => RestReply | Promise<RestReply>
}

export const ok = (json: unknown): RestReply => ({ status: 200, json })
export const created = (json: unknown): RestReply => ({ status: 201, json })
export const noContent: RestReply = { status: 204 }
