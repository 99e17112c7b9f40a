const names: Record<string, string> = { Ctrl: 'Control', '↵': 'Enter', '↑': 'ArrowUp', '↓': 'ArrowDown' }

/** Keys as printed ("Ctrl F7") in the words of aria-keyshortcuts ("Control+F7"), which knows no sequence of keys. */
export const ariaKeys = (printed: string | null): string | undefined =>
  printed === null || printed.includes(' then ')
    ? undefined
    : printed
        .split(' ')
        .map((part) => names[part] ?? part)
        .join('+')
