/** What a backend's own /metrics says of its process. */
export interface ProcessFigures {
  readonly residentBytes: number;
  readonly cpuSeconds: number;
}

/** Asks a backend how much memory it holds and how much processor time it has used. */
export async function readProcessFigures(origin: string): Promise<ProcessFigures> {
  const response = await fetch(`${origin}/metrics`);
  const page = await response.text();
  return {
    residentBytes: figure(page, 'process_resident_memory_bytes'),
    cpuSeconds: figure(page, 'process_cpu_seconds_total'),
  };
}

function figure(page: string, name: string): number {
  const value = new RegExp(`^${name} (\\S+)$`, 'm').exec(page)?.[1];
  if (value === undefined) throw new Error(`the metrics do not name ${name}`);
  return Number(value);
}
