/** In an emergency: a sealed case by its number, for an hour, with a reason that data protection reads at once. */
import { useMutation } from '@tanstack/react-query'
import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { call, problemLine } from '../../api.ts'
import { useMay } from '../../frame/me.ts'
import { casePath } from '../../paths.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { WhyDialog } from '../../ui/why-dialog.tsx'

export function BreakGlass() {
  const works = useMay('work-cases')
  const navigate = useNavigate()
  const [isAsking, setAsking] = useState(false)
  const [reference, setReference] = useState('')
  const open = useMutation({
    mutationFn: (why: string) => call('POST /api/openings', { body: { reference, why } }),
    onSuccess: ({ caseId }) => void navigate(casePath(caseId)),
  })
  if (!works) return null
  return (
    <>
      <Button
        tone="quiet"
        icon={<KeyRound aria-hidden="true" />}
        onClick={() => {
          open.reset()
          setReference('')
          setAsking(true)
        }}
      >
        Open a sealed case
      </Button>
      {isAsking ? (
        <WhyDialog
          title="Open a sealed case in an emergency"
          words="For 60 minutes. Data protection is told at once who opened it and why."
          label="Why can it not wait?"
          press="Open it for 60 minutes"
          isPending={open.isPending}
          error={problemLine(open.error)}
          onPress={(why) => open.mutate(why)}
          onClose={() => setAsking(false)}
          before={
            <TextField
              label="Its reference"
              data-autofocus
              maxLength={40}
              placeholder="CX-10482"
              value={reference}
              onChange={({ target }) => setReference(target.value)}
            />
          }
        />
      ) : null}
    </>
  )
}
