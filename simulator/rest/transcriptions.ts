import { type Transcription, transcriptionJson } from '../recordings/transcription.ts'
import { notFound } from './api-error.ts'
import { pageOf } from './paging.ts'
import { noContent, ok, type RestRequest, type Route } from './route.ts'

const find = (request: RestRequest): Transcription => {
  const found = request.exchange.transcriptions.get(request.at('sid'))
  if (!found) throw notFound(request.fullPath)
  return found
}

/** A transcription outlives its recording until it is deleted by itself. */
export const transcriptionRoutes: Route[] = [
  {
    method: 'GET',
    pattern: '/Transcriptions',
    handle: ({ exchange, params, fullPath }) => {
      const shown = [...exchange.transcriptions.values()]
        .reverse()
        .map((one) => transcriptionJson(exchange, one))
      return ok(pageOf(shown, { key: 'transcriptions', path: fullPath, params }))
    },
  },
  {
    method: 'GET',
    pattern: '/Transcriptions/:sid',
    handle: (request) => ok(transcriptionJson(request.exchange, find(request))),
  },
  {
    method: 'DELETE',
    pattern: '/Transcriptions/:sid',
    handle: (request) => {
      request.exchange.transcriptions.delete(find(request).sid)
      return noContent
    },
  },
]
