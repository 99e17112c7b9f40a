import { useMutation, useQueryClient } from '@tanstack/react-query'
import {
  AArrowUp,
  ArchiveX,
  Ear,
  ExternalLink,
  FileSearch,
  Keyboard,
  LogOut,
  Monitor,
  Moon,
  ScrollText,
  Sun,
  Volume2,
  VolumeX,
} from 'lucide-react'
import { useNavigate } from 'react-router'
import { useAlertSound } from '../alerts/alert-sound.ts'
import { call, problemWords } from '../api.ts'
import { useSessionEnd } from '../features/sign-in/session-end.ts'
import { useShortcut } from '../keyboard.ts'
import { keys } from '../queries.ts'
import { MenuButton } from '../ui/menu.tsx'
import { readingSizes, useReadingSize } from '../ui/reading-size.ts'
import { type Theme, themes, themeWords, useTheme } from '../ui/theme.ts'
import { showToast } from '../ui/toast.tsx'
import { useMay, useMe } from './me.ts'

const themeMarks: Record<Theme, React.JSX.Element> = {
  device: <Monitor aria-hidden="true" />,
  light: <Sun aria-hidden="true" />,
  dark: <Moon aria-hidden="true" />,
}

export function AccountMenu({ onShowKeys }: { onShowKeys: () => void }) {
  const me = useMe()
  const cache = useQueryClient()
  const navigate = useNavigate()
  const { theme, choose } = useTheme()
  const { size, choose: chooseSize } = useReadingSize()
  const signOut = useMutation({
    mutationFn: () => call('DELETE /api/session'),
    onMutate: () => useSessionEnd.setState({ byChoice: true }),
    onSuccess: () => cache.setQueryData(keys.session, null),
    onError: (error) => {
      useSessionEnd.setState({ byChoice: false })
      showToast(problemWords(error).words, { tone: 'problem' })
    },
  })
  const alertSound = useAlertSound()
  const mayBeAlerted = useMay('supervise')
  const { simulatorUrl } = me
  const openListening = () => void navigate('/listening')
  const openListens = () => void navigate('/listens')
  useShortcut('go-listening', openListening)
  useShortcut('go-listens', openListens)
  const mayAudit = useMay('read-audit')
  const openAudit = () => void navigate('/audit')
  useShortcut('go-audit', openAudit, mayAudit)
  const answersRequests = useMay('handle-data-rights')
  const openRequests = () => void navigate('/data-requests')
  useShortcut('go-data-requests', openRequests, answersRequests)
  const openRetention = () => void navigate('/retention')
  useShortcut('go-retention', openRetention, answersRequests)
  return (
    <MenuButton
      label={`${me.name}: settings and sign out`}
      className="button account"
      groups={[
        {
          title: 'Light or dark',
          choices: themes.map((each) => ({
            id: `theme-${each}`,
            words: themeWords[each],
            icon: themeMarks[each],
            isChosen: theme === each,
            onChoose: () => choose(each),
          })),
        },
        {
          title: 'Reading size',
          choices: readingSizes.map((each) => ({
            id: `size-${each}`,
            words: `${each} %`,
            icon: <AArrowUp aria-hidden="true" />,
            isChosen: size === each,
            onChoose: () => chooseSize(each),
          })),
        },
        ...(mayBeAlerted
          ? [
              {
                title: 'Sound of alerts',
                choices: [true, false].map((isOn) => ({
                  id: isOn ? 'alerts-on' : 'alerts-off',
                  words: isOn ? 'On' : 'Off',
                  icon: isOn ? <Volume2 aria-hidden="true" /> : <VolumeX aria-hidden="true" />,
                  isChosen: alertSound.isOn === isOn,
                  onChoose: () => alertSound.choose(isOn),
                })),
              },
            ]
          : []),
        {
          title: me.name,
          choices: [
            ...(mayAudit
              ? [
                  {
                    id: 'audit',
                    words: 'Audit: who read, who did what',
                    icon: <ScrollText aria-hidden="true" />,
                    onChoose: openAudit,
                  },
                ]
              : []),
            ...(answersRequests
              ? [
                  {
                    id: 'data-requests',
                    words: 'Data requests of members',
                    icon: <FileSearch aria-hidden="true" />,
                    onChoose: openRequests,
                  },
                  {
                    id: 'retention',
                    words: 'Keeping and erasing records',
                    icon: <ArchiveX aria-hidden="true" />,
                    onChoose: openRetention,
                  },
                ]
              : []),
            {
              id: 'listens',
              words: 'Who listened to recordings',
              icon: <Ear aria-hidden="true" />,
              onChoose: openListens,
            },
            {
              id: 'listening',
              words: 'Who listened to calls',
              icon: <Ear aria-hidden="true" />,
              onChoose: openListening,
            },
            {
              id: 'keys',
              words: 'Keyboard shortcuts',
              icon: <Keyboard aria-hidden="true" />,
              onChoose: onShowKeys,
            },
            ...(simulatorUrl === null
              ? []
              : [
                  {
                    id: 'simulator',
                    words: 'Be a member: open the phone page',
                    icon: <ExternalLink aria-hidden="true" />,
                    onChoose: () => {
                      window.open(simulatorUrl, '_blank', 'noopener')
                    },
                  },
                ]),
            {
              id: 'sign-out',
              words: 'Sign out',
              icon: <LogOut aria-hidden="true" />,
              onChoose: () => signOut.mutate(),
            },
          ],
        },
      ]}
    >
      {me.initials}
    </MenuButton>
  )
}
