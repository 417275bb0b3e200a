/** What the Dashboard would refuse or what went wrong, kept on the window, where a test looks, and printed. */

const problems: string[] = [];
Object.assign(window, { problems });

/** Records a problem, once. */
export function note(problem: string): void {
  if (problems.includes(problem)) return;
  problems.push(problem);
  console.error(problem);
}

// Whatever breaks in the host's own page is a problem too: nothing of it may look like an empty page.
window.addEventListener('error', ({ message }) => note(`error of the host: ${message}`));
window.addEventListener('unhandledrejection', ({ reason }) =>
  note(`rejection in the host: ${String(reason)}`),
);
