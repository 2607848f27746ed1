// What stands in an exported page as data. tests/pages/test_payload_types.py compares it with real pages.

export interface PageTexts {
  language: string;
  words: PageWords;
  stages: PageStage[];
  kinds: Record<string, PageKind>;
  sources: Record<string, PageSource>;
  nodes: Record<string, PageNode>;
  edges: PageEdge[];
  stories: PageStory[];
  path: string[];
  sentence: string;
}

export interface PageStage {
  name: string;
  nodes: string[];
}

export interface PageKind {
  verb: string;
  inverse: string;
}

export interface PageSource {
  reference: string;
  url: string;
}

export interface PageNode {
  name: string;
  label: string;
  place: string;
  colour: number;
  description?: string;
  question?: string;
  known?: string;
  provenance?: string;
  sources?: string[];
  address?: string;
}

export interface PageEdge {
  from: string;
  to: string;
  kind: string;
  directed?: false;
  provenance?: string;
  known?: string;
}

export interface PageStory {
  title: string;
  text: string;
  language: string;
  nodes: string[];
  about: string;
  url: string;
}

export interface PageWords {
  labelled: string;
  map: string;
  start: string;
  selected: string;
  close: string;
  path: string;
  question: string;
  known: string;
  meanings: Record<string, string>;
  reference: string;
  leadsHere: string;
  leadsOn: string;
  stories: string;
  noStories: string;
  source: string;
  found: string;
  inApplication: string;
}

/** The attributes of an element; one without a value is left out, `on…` is listened to. */
export type Attributes = Record<string, string | undefined | (() => void)>;
