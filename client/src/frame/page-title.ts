import { useEffect } from 'react'

export const productName = 'Member Contact Centre'

/** The tab's title while the page is shown. The phone writes over it while it rings, and puts it back. */
export const usePageTitle = (title: string): void => {
  useEffect(() => {
    document.title = title === '' ? productName : `${title} · ${productName}`
  }, [title])
}
