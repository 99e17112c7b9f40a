import { MutationObserver, QueryObserver } from '@tanstack/react-query'
import { expect } from 'chai'
import { queryClient } from '../../client/src/query-client.ts'

describe('the store of what the server said', () => {
  afterEach(() => queryClient.clear())

  it('never shows an answer that was asked for before a change was kept', async () => {
    const answers: ((words: string) => void)[] = []
    const shown: unknown[] = []
    const asking = new QueryObserver<string>(queryClient, {
      queryKey: ['case'],
      queryFn: () => new Promise<string>((resolve) => answers.push(resolve)),
    })
    const stop = asking.subscribe(({ data }) => {
      if (data !== undefined && shown.at(-1) !== data) shown.push(data)
    })
    const settled = () => new Promise((resolve) => setTimeout(resolve, 5))
    answers[0]?.('open')
    await settled()
    void queryClient.invalidateQueries({ queryKey: ['case'] })
    await settled()
    const closing = new MutationObserver(queryClient, {
      mutationFn: async () => 'closed',
      onSuccess: (next) => void queryClient.setQueryData(['case'], next),
    })
    await closing.mutate()
    answers[1]?.('open')
    await settled()
    expect(shown).to.deep.equal(['open', 'closed'])
    expect(answers, 'asked again').to.have.lengthOf(3)
    answers[2]?.('closed, with a note')
    await settled()
    expect(shown).to.deep.equal(['open', 'closed', 'closed, with a note'])
    stop()
  })
})
