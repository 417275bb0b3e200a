import { useEffect, useState } from 'react';

/** How long a person pauses before anything is asked, in milliseconds. */
const PAUSE_MS = 350;

/** What is typed, once nobody has typed for a moment. */
export function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
