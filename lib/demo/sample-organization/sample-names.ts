/** Invented people: a first name and a tree. Nobody real is meant. */
const firstNames = [
  'Ada',
  'Bruno',
  'Clara',
  'Dario',
  'Elin',
  'Felix',
  'Greta',
  'Hugo',
  'Iris',
  'Jonas',
  'Kira',
  'Leon',
  'Mila',
  'Nils',
  'Olga',
  'Pablo',
  'Quinn',
  'Rosa',
  'Sven',
  'Tara',
  'Umar',
  'Vera',
  'Wim',
  'Yara',
  'Zoe',
] as const;
const trees = [
  'Alder',
  'Aspen',
  'Birch',
  'Cedar',
  'Elm',
  'Hazel',
  'Juniper',
  'Larch',
  'Linden',
  'Maple',
  'Rowan',
  'Willow',
] as const;

export interface SampleName {
  readonly name: string;
  /** As an IAM user name. */
  readonly userName: string;
}

/** The n-th of 300 names; each is given once. */
export function sampleName(n: number): SampleName {
  const first = firstNames[n % firstNames.length] ?? firstNames[0];
  const tree = trees[((n % firstNames.length) + Math.floor(n / firstNames.length)) % trees.length] ?? trees[0];
  return { name: `${first} ${tree}`, userName: `${first}.${tree}`.toLowerCase() };
}
