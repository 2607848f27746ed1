// What the server sends of agreement (pages/stories/agreement), as tests/pages/test_agreement.py compares.
import type { Story } from "../../shared/types.js";

export interface AgreementFigures {
  sentences: string[];
  totals: AgreementRow[];
  pairs: AgreementRow[];
  groups: AgreementGroup[];
  /** Whether there are so few coders that there is a kappa. */
  kappa: boolean;
  notes: string[];
}

export interface AgreementGroup {
  name: string;
  rows: CodeRow[];
}

export interface AgreementRow {
  name: string;
  coded: string;
  shared: string;
  attached: string;
  differing: string;
  percent: AgreementFigure;
  kappa: AgreementFigure;
  alpha: AgreementFigure;
}

export interface CodeRow extends AgreementRow {
  kind: "node" | "dimension";
  id: string;
}

/** `value` null has a reason in `why`; without an interval, `why` says why not. */
export interface AgreementFigure {
  value: number | null;
  text: string;
  interval: string;
  why: string;
}

export interface CoderName {
  id: string;
  name: string;
}

export interface Differences {
  coders: CoderName[];
  stories: Record<string, string>;
  disagreements: Difference[];
  memos: CoderMemo[];
}

export interface CoderMemo {
  coder: string;
  kind: "node" | "dimension";
  id: string;
  text: string;
}

/** A code that some coders gave a story and some did not. */
export interface Difference {
  story: string;
  kind: "node" | "dimension";
  id: string;
  by: string[];
  without: string[];
  decision: DecidedOn | null;
}

export interface DecidedOn {
  attached: boolean;
  role: string;
  at: string;
}

export interface ArguedStory {
  story: Story;
  codings: DoneCoding[];
}

export interface DoneCoding {
  coder: string;
  marks: DoneMark[];
  leftovers: [string, number, number][];
  memo: string;
}

export interface DoneMark {
  kind: "node" | "dimension";
  id: string;
  passages: [string, number, number][];
}

export interface AgreementWords {
  only: string;
  noCoders: string;
  goCode: string;
  measures: Record<string, string>;
  code: string;
  inStories: string;
  differing: string;
  sortBy: string;
  inOrder: string;
  howToRead: string;
  coded: string;
  shared: string;
  download: string;
  files: Record<string, string>;
  filter: string;
  everything: string;
  dimensions: string;
  states: Record<string, string>;
  list: string;
  place: string;
  placeDecided: string;
  left: string;
  question: string;
  allDecided: string;
  noneHere: string;
  showDecided: string;
  showWaiting: string;
  showAll: string;
  gave: string;
  gaveNot: string;
  alsoGave: string;
  noOther: string;
  leftover: string;
  memoOnStory: string;
  memoOnCode: string;
  noPassage: string;
  saidBy: string;
  acts: string;
  attach: string;
  attachNot: string;
  skip: string;
  back: string;
  takeBack: string;
  isAttached: string;
  isNotAttached: string;
  tookBack: string;
  saidAttached: string;
  saidNotAttached: string;
  nothingToUndo: string;
  settled: string;
  openStory: string;
  painted: Record<string, string>;
  mapHint: string;
  darker: Record<string, string>;
  nodeDifferences: string;
  nodeAlpha: string;
}
