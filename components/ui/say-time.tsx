/** `page`: `22 Nov 2026, 14:02 UTC` · `row`: `22 Nov 14:02:11` · `day`: `22 Nov 2026` · `clock`: `14:02:11 UTC`. */
export type TimeForm = 'page' | 'row' | 'day' | 'clock';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (n: number) => String(n).padStart(2, '0');

export function sayTime(iso: string, form: TimeForm, local = false): string {
  const d = new Date(iso);
  if (Number.isNaN(d.getTime())) return iso;
  const day = local ? d.getDate() : d.getUTCDate();
  const month = months[local ? d.getMonth() : d.getUTCMonth()];
  const year = local ? d.getFullYear() : d.getUTCFullYear();
  const minutes = `${two(local ? d.getHours() : d.getUTCHours())}:${two(local ? d.getMinutes() : d.getUTCMinutes())}`;
  const seconds = two(local ? d.getSeconds() : d.getUTCSeconds());
  const zone = local ? localZone(d) : 'UTC';
  switch (form) {
    case 'page':
      return `${day} ${month} ${year}, ${minutes} ${zone}`;
    case 'row':
      return `${day} ${month} ${minutes}:${seconds}`;
    case 'day':
      return `${day} ${month} ${year}`;
    case 'clock':
      return `${minutes}:${seconds} ${zone}`;
  }
}

function localZone(d: Date): string {
  const minutes = -d.getTimezoneOffset();
  const sign = minutes < 0 ? '−' : '+';
  return `UTC${sign}${Math.floor(Math.abs(minutes) / 60)}${minutes % 60 === 0 ? '' : `:${two(Math.abs(minutes) % 60)}`}`;
}
