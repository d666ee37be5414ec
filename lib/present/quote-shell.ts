/**
 * A value as one word of a POSIX shell. Names come from AWS and may hold anything: a quote, a blank, `$(…)`. Between single quotes nothing
 * is special but the single quote itself (POSIX.1-2017, Shell Command Language, 2.2.2).
 */
export function quoteShell(value: string): string {
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(value) && !value.startsWith('-') && !value.startsWith('=')
    ? value
    : `'${value.replaceAll("'", `'\\''`)}'`;
}

/** A value as a quoted string of Terraform's language: `${` and `%{` would begin a template (Terraform, Strings and Templates). */
export function quoteTerraform(value: string): string {
  return JSON.stringify(value).replace(/[$%](?=\{)/g, (sign) => sign + sign);
}
