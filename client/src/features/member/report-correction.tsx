/** A field of the membership system that is wrong: it is put right there, by whoever takes the task. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type Correctable, correctable } from '../../../../server/contract/correction-api.ts'
import { call, problemWords, RefusedError } from '../../api.ts'
import { keys } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Select, TextField } from '../../ui/field.tsx'
import { showToast } from '../../ui/toast.tsx'

const isField = (word: string): word is Correctable => word in correctable

export function ReportCorrection({ memberId, close }: { memberId: string; close: () => void }) {
  const cache = useQueryClient()
  const [field, setField] = useState<Correctable>('workplace')
  const [isRight, setRight] = useState('')
  const report = useMutation({
    mutationFn: () =>
      call('POST /api/corrections/of/:id', { params: { id: memberId }, body: { field, isRight } }),
    onSuccess: (next) => {
      cache.setQueryData(keys.member(memberId), next)
      showToast('Kept as a task. The value changes here with the next file of the membership system.')
      close()
    },
  })
  const error = report.error
  const beside =
    error instanceof RefusedError ? error.fields.find((one) => one.field === 'isRight') : undefined
  return (
    <Dialog title="Report a correction" onClose={close}>
      <form
        className="dial-form"
        onSubmit={(event) => {
          event.preventDefault()
          report.mutate()
        }}
      >
        <Select
          label="What is wrong?"
          value={field}
          options={Object.entries(correctable).map(([value, words]) => ({ value, words }))}
          onChange={({ target }) => {
            if (isField(target.value)) setField(target.value)
          }}
        />
        <TextField
          label="What is right?"
          hint="As the member says it."
          value={isRight}
          maxLength={200}
          autoComplete="off"
          data-autofocus
          error={beside?.words ?? (error === null ? null : problemWords(error).words)}
          onChange={(event) => setRight(event.target.value)}
        />
        <div className="dial-end">
          <Button type="submit" tone="primary" large isPending={report.isPending}>
            Report it
          </Button>
          <Button large onClick={close}>
            Not now
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
