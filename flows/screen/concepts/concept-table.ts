/** Concepts by name, each with its words, parted by spaces. A word may belong to several concepts. */
export type ConceptTable = Readonly<Record<string, string>>;
