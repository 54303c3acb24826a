/** How values read for people. */

export function memory(mebibytes: number): string {
  return mebibytes >= 1_048_576 ? `${trimmed(mebibytes / 1_048_576)} TiB` : mebibytes >= 1024 ? `${trimmed(mebibytes / 1024)} GiB` : `${mebibytes} MiB`;
}

export function capacity(gibibytes: number): string {
  return gibibytes >= 1024 ? `${trimmed(gibibytes / 1024)} TiB` : `${trimmed(gibibytes)} GiB`;
}

export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** "PoweringOn" reads "powering on"; Ironic's own spellings stay as they are. */
export function words(state: string): string {
  return state.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
}

export function shortened(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, Math.max(1, length - 1))}…`;
}

/** 14:05:09 of an ISO time, in UTC as the simulator counts. */
export function timeOfDay(time: string | number): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? "–" : date.toISOString().slice(11, 19);
}

export function day(time: string | number): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? "–" : date.toISOString().slice(0, 10);
}

export function duration(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  return seconds < 60 ? `${seconds} s` : seconds < 3600 ? `${Math.floor(seconds / 60)} min ${seconds % 60} s` : `${Math.floor(seconds / 3600)} h ${Math.floor(seconds % 3600 / 60)} min`;
}

function trimmed(number: number): string {
  return number >= 100 ? String(Math.round(number)) : String(Math.round(number * 10) / 10);
}
