// What the server sends to the pages, and what they hand to each other. tests/pages/test_payload_types.py
// compares the first part with real answers.

/** The texts of a model in one language (model.json), and the stories that are told of it. */
export interface ModelTexts {
  language: string;
  title: string;
  /** The key of a model that a visitor opened; empty for the server's own. */
  opened: string;
  words: ModelWords;
  stages: Record<string, string>;
  stageNames: Record<string, string>;
  levels: Record<string, string>;
  sharedLevels: string[];
  kinds: Record<string, EdgeKind>;
  sources: Record<string, Publication>;
  dimensions: Record<string, string>;
  paths: PathTotals;
  nodes: Record<string, ModelNode>;
  edges: ModelEdge[];
  counts: Record<string, number>;
  legend: LegendGroup[];
  summary: string;
  starts: GuidedStart[];
}

/** Where a newcomer may start: a page, and the parameters of its address. */
export interface GuidedStart {
  words: string;
  page: string;
  query: Record<string, string>;
}

/** Signs of the picture that answer one question; the title is empty where a sign says all itself. */
export interface LegendGroup {
  title: string;
  signs: LegendSign[];
}

export interface LegendSign {
  name: string;
  form: string;
  /** The kinds of provenance that look like this. */
  kinds: string[];
  /** As SVG. */
  picture: string;
}

/** A texts with the stories, each node with its edges. */
export interface LoadedTexts extends ModelTexts {
  nodes: Record<string, LinkedNode>;
  stories: Record<string, Story>;
}

/** The plain fields of a story (model/stories/fields.py). */
export interface PlainValues {
  teller: string;
  told_on: string | null;
  team?: string | null;
}

export interface EdgeKind {
  name: string;
  verb: string;
  inverse: string;
}

export interface Publication {
  short: string;
  reference: string;
  url?: string;
}

/** How many paths lead from the first stage to the last one. */
export interface PathTotals {
  all: string;
  from: string;
  to: string;
}

export interface ModelNode {
  name: string;
  stage: string;
  level: string;
  description?: string;
  question?: string;
  provenance?: NodeProvenance;
  paths: string;
}

export interface LinkedNode extends ModelNode {
  /** In a workshop, the name without the room\'s own words on it, where there are some. */
  published?: string;
  from: ModelEdge[];
  to: ModelEdge[];
}

export interface NodeProvenance {
  kind: string;
  source?: string;
  note?: string;
  further?: FurtherSource[];
}

/** What another source adds. */
export interface FurtherSource {
  source: string;
  note: string;
}

export interface ModelEdge {
  from: string;
  to: string;
  kind: string;
  directed?: false;
  provenance?: string;
  note?: string;
  source?: string;
  further?: FurtherSource[];
}

/** A story beside a model (public-stories.json), or in the list of stories; what only a facilitator gets is
 * optional. */
export interface Story extends PlainValues {
  id: string;
  name: string;
  title: string;
  text: string;
  setting: string;
  language: string;
  dimensions: string[];
  nodes: string[];
  origin: string;
  source: StorySource | null;
  created: string;
  status?: StoryStatus;
  consent?: Consent;
  revision?: number;
  changed?: string;
  wordings?: Wording[];
  lost?: string[];
  /** The letterbox that it came through, for the facilitator only, and its name where it is here. */
  letterbox?: string | null;
  letterboxName?: string;
  history?: StoryChange[];
  /** What brought it to its status, where that is known. */
  decided?: StoryChange;
  found?: FoundWords;
}

/** Why a search found a story: where its words stand, each as start and end. */
export interface FoundWords {
  title?: [number, number][];
  text?: [number, number][];
  setting?: [number, number][];
  /** Of another wording that has a word which this one lacks. */
  language?: string;
  /** The elements whose names have a word. */
  nodes: string[];
}

/** A plain field of a story, as its form asks for it. */
export interface PlainField {
  name: keyof PlainValues;
  kind: "line" | "text" | "choice" | "day" | "team";
  label: string;
  question: string;
  hint: string;
  longest: number | null;
  options: Record<string, string>;
  isRequired: boolean;
}

/** A team (teams.json). */
export interface Team {
  id: string;
  name: string;
  colour: string;
  ends: string | null;
  isEnded: boolean;
  hasPasscode: boolean;
}

export type Right = "tell" | "code" | "moderate" | "facilitate" | "administer";

export type Access =
  | "open"
  | "administrator"
  | "unlocked"
  | "moderator"
  | "limited"
  | "coder"
  | "teller"
  | "locked"
  | "closed";

/** Who looks at a page: as what, what they may do for all teams, and whether there are accounts. */
export interface Visitor {
  access: Access;
  may: Right[];
  accounts: boolean;
}

/** What is said where somebody signs in or out. */
export interface SignInWords {
  labelled: string;
  facilitator: string;
  unlock: string;
  lock: string;
  endAllSessions: string;
  passcode: string;
  wrongPasscode: string;
  readable: string;
  byAccount: string;
  orPasscode: string;
  signedInAs: Record<string, string>;
  leadingFor: string;
  leaveTeam: string;
  joinTeam: string;
}

/** All teams that whoever asks may know; `own` are those that they are limited to, if to some. */
export interface TeamsAnswer {
  teams: Team[];
  own: string[] | null;
}

/** The flow of the asked paths (flow.json): a picture as SVG, "" where there is none; the same numbers. */
export interface FlowChart {
  title: string;
  notes: string[];
  picture: string;
  tables: FlowTable[];
}

export interface FlowTable {
  title: string;
  heads: string[];
  rows: [string, string, number][];
}

export interface ModelWords {
  labelled: string;
  inputs: InputWords;
  kept: string;
  found: string;
  tooMany: string;
  tooNarrow: string;
  showOutline: string;
  drawAll: string;
  chooseStart: string;
  chooseEnd: string;
  startsHere: string;
  endsHere: string;
  differences: string;
  onePath: string;
  countPaths: string;
  narrow: string;
  noneOfThese: string;
  moreRows: string;
  allAgain: string;
  sentence: string;
  flow: string;
  flowTitle: string;
  reading: string;
  readingLimits: string;
  evidenceMeanings: Record<string, string>;
  map: string;
  tools: string;
  focus: string;
  depths: Record<string, string>;
  allDepths: string;
  depthHelp: string;
  zoomIn: string;
  zoomOut: string;
  fit: string;
  fullscreen: string;
  physics: string;
  putBack: string;
  networkText: string;
  networkHelp: string;
  legend: string;
  close: string;
  panel: string;
  closePanel: string;
  openPanel: string;
  showOnly: string;
  link: string;
  whichLink: string;
  itsEnds: string;
  whatThisIs: string;
  howToRead: string;
  readingSteps: string[];
  whereToStart: string;
  openQuestion: string;
  reference: string;
  leadsHere: string;
  leadsOn: string;
  linkedWith: string;
  followedAsWritten: string;
  moreLinks: string;
  relations: Record<string, string>;
  selected: string;
  nowSelected: string;
  links: string;
  hit: string;
  off: string;
  pathList: string;
  more: string;
  pickHint: string;
  steps: string;
  stepBack: string;
  stepOn: string;
  copy: string;
  copied: string;
  takeAlong: string;
  noPaths: string;
  gap: string;
  manyStories: string;
  evidence: Record<string, string>;
  pathsThrough: string;
  stories: string;
  noStories: string;
  origins: Record<string, string>;
  source: string;
  dimensions: string;
  plain: PlainField[];
  failed: string;
  again: string;
  addHere: string;
  allStories: string;
  storySent: string;
  tellers: Record<string, string>;
  provenances: Record<string, string>;
  provenanceMeanings: Record<string, string>;
}

export interface InputWords {
  view: string;
  views: Record<string, string>;
  search: string;
  searchList: SearchWords;
  levels: string;
  stages: string;
  more: string;
  copyAddress: string;
  print: string;
  filter: string;
  filters: string;
  without: string;
  allElements: string;
  rest: string;
  rests: Record<string, string>;
  counts: string;
  reset: string;
  from: string;
  to: string;
  via: string;
  off: string;
  anyNode: string;
  noneOff: string;
  chooseEnd: string;
  all: string;
  swap: string;
  evidence: string;
  allPaths: string;
  order: string;
  which: string;
  sorts: Record<string, string>;
  takeOut: string;
}

/** The words of the list below a search. */
export interface SearchWords {
  found: string;
  places: Record<string, string>;
  about: string;
  elsewhere: string;
  oneOutside: string;
  manyOutside: string;
  none: string;
  near: string;
  stories: string;
}

/** Some of the paths that are asked for (paths.json); what is said of all of them comes with the first. */
export interface PathPage {
  paths: TracedPath[];
  next: number | null;
  edges?: [string, string][];
  /** The nodes that all of the paths hold. */
  common?: string[];
  count?: string;
  /** How many they are, and how many of them one story tells. */
  title?: string;
  /** What stories tell of the others. */
  told?: string;
  note?: string;
  /** What is lost without the nodes that are switched off. */
  loss?: string[];
  said?: string[];
  table?: PathTable;
}

/** In what paths differ. */
export interface PathTable {
  /** The stage of each dimension. */
  stages: string[];
  groups: PathGroup[];
  /** Whether the evidence of all the paths was looked at. */
  isComplete: boolean;
}

/** The paths that hold a node of each dimension, "" for none, and how many of them have which evidence. */
export interface PathGroup {
  nodes: string[];
  count: number;
  evidence: Record<string, number>;
}

export interface TracedPath {
  nodes: string[];
  sentence: string;
  evidence: "whole" | "stitched" | "untold";
  stories: string[];
  gaps: string[];
}

/** The picture for vis-network (network.json). */
export interface NetworkContent {
  nodes: NetworkNode[];
  edges: NetworkEdge[];
  options: Record<string, unknown>;
}

export interface NetworkNode {
  id: string;
  label: string;
  shape: string;
  x: number;
  y: number;
  level: number;
  font: NodeFont;
  /** Not used: the page knows the theme. */
  color: string;
  shapeProperties: NodeBorder;
}

export interface NodeFont {
  size: number;
}

export interface NodeBorder {
  borderDashes: number[] | false;
}

export interface NetworkEdge {
  from: string;
  to: string;
  dashes: boolean;
  smooth: object;
  arrows: string;
}

export type StoryStatus = "pending" | "aside" | "published" | "withdrawn";

/** A story as a facilitator gets it. */
export type KeptStory = Story &
  Required<Pick<Story, "status" | "consent" | "revision" | "changed" | "wordings" | "lost">>;

export interface StorySource {
  name: string;
  url?: string;
  session?: string;
}

export interface Consent {
  room: boolean;
  exports: boolean;
  publications: boolean;
}

export interface Wording {
  language: string;
  title: string;
  text: string;
  setting: string;
}

export interface StoryChange {
  at: string;
  role: string;
  what: string;
  revision: number;
  /** Who it was, as the provider of accounts names them; for administrators alone. */
  person?: string;
}

/** Some of the stories that are asked for (stories.json). */
export interface StoryPage {
  stories: Story[];
  count: number;
  exact: boolean;
  next: number | null;
  /** The search without slips. */
  meant?: string;
  senders?: Sender[];
}

/** The next stories of the queue of those who moderate (stories/queue.json). */
export interface QueuePart {
  entries: QueueEntry[];
  /** How many are ahead of the first one, and how many there are; null where that is not known. */
  before: number | null;
  count: number | null;
}

export interface QueueEntry {
  number: number;
  story: Story;
  found: Telltale[];
}

/** How far an act on many stories is (stories/batch.json). */
export interface Batch {
  changed: number;
  waiting: number;
  /** How many were left out, as somebody else changed them, and what some of these are called. */
  left: number;
  names: string[];
}

/** A network that many stories came from. */
export interface Sender {
  place: string;
  count: number;
  since: string;
  until: string;
}

/** What in a text could tell who somebody is (stories/check.json). */
export interface CheckedText {
  text: string;
  identifiers: Identifier[];
}

export interface Identifier {
  kind: string;
  start: number;
  end: number;
  text: string;
  mask: string;
}

/** What a teller can agree to, and what is said where they do not to the first. */
export interface ConsentWords {
  full: Record<string, string>;
  short: Record<string, string>;
  hidden: string;
  notShownYet: string;
  notShown: string;
  agreed: string;
}

/** The same of stories that were told in a workshop, which has a room, and of all others. */
export interface PlacedConsentWords {
  inRoom: ConsentWords;
  onPage: ConsentWords;
}

export interface StoryWords extends SignInWords {
  oneStory: string;
  stories: string;
  atLeast: string;
  none: string;
  noneHint: string;
  didYouMean: string;
  foundByElement: string;
  foundInWording: string;
  searchHint: string;
  more: string;
  addStory: string;
  tellingGuarded: string;
  editStory: string;
  edit: string;
  publish: string;
  withdraw: string;
  restore: string;
  undo: string;
  deleteForGood: string;
  sureDelete: string;
  sender: string;
  rejectAll: string;
  sureRejectAll: string;
  doneRejectAll: string;
  history: string;
  closed: string;
  consents: PlacedConsentWords;
  noConsent: string;
  lostNodes: string;
  statuses: Record<string, string>;
  origins: Record<string, string>;
  done: Record<string, string>;
  changes: Record<string, string>;
  roles: Record<string, string>;
  noNames: string;
  text: string;
  textHint: string;
  title: string;
  optional: string;
  tellers: Record<string, string>;
  choose: string;
  language: string;
  languages: Record<string, string>;
  setting: string;
  settingHint: string;
  nodes: string;
  nodesHint: string;
  asList: string;
  dimensions: string;
  consent: string;
  consentHint: string;
  source: string;
  sourceName: string;
  sourceUrl: string;
  translation: string;
  publishAtOnce: string;
  save: string;
  sendIn: string;
  later: string;
  cancel: string;
  close: string;
  again: string;
  goOn: string;
  discard: string;
  discarded: string;
  waits: string;
  saved: string;
  sentIn: string;
  draftFound: string;
  draftOfEdit: string;
  couldTell: string;
  aidOnly: string;
  editToMask: string;
  maskThis: string;
  maskAll: string;
  masked: string;
  stillThere: string;
  maskAndSave: string;
  saveAsIs: string;
  kinds: Record<string, string>;
  longest: number;
  longestLine: number;
  needsText: string;
  tooLong: string;
  needsTeller: string;
  needsUrl: string;
  needsDay: string;
  sameLanguage: string;
  failed: string;
  unreachable: string;
  needsRole: string;
  conflict: string;
  conflictHint: string;
  conflictNone: string;
  mine: string;
  theirs: string;
  allMine: string;
  allTheirs: string;
  onlyYou: string;
  onlyThey: string;
  bothChanged: string;
  chooseEach: string;
  backToForm: string;
  showBoth: string;
  nothing: string;
  fields: Record<string, string>;
  gone: string;
  tooMany: string;
  troubles: Record<string, string>;
  shows: Record<string, string>;
  moderateWaiting: string;
  parts: Record<string, string>;
  state: string;
  states: Record<string, string>;
  codingOnly: string;
  about: string;
  orders: Record<string, string>;
  toldBy: string;
  anybody: string;
  dimension: string;
  anyDimension: string;
  where: string;
  anywhere: string;
  toldIn: string;
  storyLanguages: Record<string, string>;
  anyLanguage: string;
  toldSince: string;
  toldUntil: string;
  days: [string, string];
  origin: string;
  anyOrigin: string;
  anyTeam: string;
  anyLetterbox: string;
  elsewhere: string;
  status: string;
  anyStatus: string;
  queueOnly: string;
  places: Record<string, string>;
  placeOfMany: string;
  mostInQueue: number;
  allRead: string;
  showAside: string;
  lookAgain: string;
  isFirst: string;
  isLast: string;
  acts: string;
  reject: string;
  aside: string;
  letWait: string;
  attach: string;
  attachTo: string;
  attachHint: string;
  detachFrom: string;
  previous: string;
  next: string;
  open: string;
  selectOne: string;
  keys: string;
  keysOn: string;
  keysHint: string;
  isBack: string;
  sameDecision: string;
  backToStory: string;
  nothingToUndo: string;
  decided: Record<string, string>;
  decidedBy: Record<string, string>;
  severalStories: string;
  select: string;
  selectPage: string;
  selectFound: string;
  selected: string;
  clearSelection: string;
  changeField: string;
  changeWhat: string;
  changeCount: string;
  exportSelected: string;
  exportAgreed: string;
  exportAll: string;
  isAgreed: string;
  yes: string;
  no: string;
  addDimension: string;
  removeDimension: string;
  sureBatch: string;
  progress: string;
  batchChanged: string;
  batchDone: Record<string, string>;
  batchUndone: string;
  leftOut: string;
}

/** Somebody who codes (stories/coding/coders.json). */
export interface Coder {
  id: string;
  name: string;
}

/** Which stories there are for a coder (stories/coding/line.json). */
export interface CodingLine {
  coder: Coder;
  ids: string[];
  begun: string[];
  done: string[];
  next: string | null;
}

/** A story and what the coder made of it (stories/coding/stories.json). */
export interface CodingEntry {
  story: CodedStory;
  coding: Coding;
}

/** A story as a coder gets it: without what others made of it. */
export interface CodedStory extends PlainValues {
  id: string;
  name: string;
  title: string;
  text: string;
  setting: string;
  language: string;
  origin: string;
  source: StorySource | null;
  created: string;
  revision: number;
  wordings: Wording[];
}

export interface Coding {
  marks: CodingMark[];
  leftovers: SentPassage[];
  memo: string;
  done: boolean;
  revision: number;
  lost: number;
}

export interface CodingMark {
  kind: "node" | "dimension";
  id: string;
  passages: SentPassage[];
}

/** A language, the number of the first character, and of that after the last one. */
export type SentPassage = [string, number, number];

/** What a coder noted on a code (stories/coding/memos.json). */
export interface Memo {
  kind: "node" | "dimension";
  id: string;
  text: string;
}

export interface CodebookEntry {
  definition: string;
  use: string;
  avoid: string;
  example: string;
}

export interface CodingWords {
  who: string;
  coderHint: string;
  chooseName: string;
  newCoder: string;
  addCoder: string;
  nameOf: string;
  rename: string;
  renameOf: string;
  remove: string;
  removeCoder: string;
  nameTaken: string;
  coderInUse: string;
  unknownCoder: string;
  codedBy: string;
  place: string;
  placeOfMore: string;
  tally: string;
  allSaved: string;
  saving: string;
  unsaved: string;
  saveNow: string;
  doneNext: string;
  isDone: string;
  isOpen: string;
  reopen: string;
  allDone: string;
  undone: string;
  noneHere: string;
  attach: string;
  noCode: string;
  attached: string;
  noneAttached: string;
  removed: string;
  lostCode: string;
  selectPassage: string;
  selected: string;
  reasonFor: string;
  otherCode: string;
  leftover: string;
  leaveOver: string;
  markLast: string;
  removePassage: string;
  walking: string;
  removeFocused: string;
  clear: string;
  finishAnywhere: string;
  controlEnter: string;
  memo: string;
  storyMemo: string;
  memoOn: string;
  longestMemo: number;
  definition: string;
  /** What the model says of each code, by its kind and id; "" for nothing. */
  codebook: Record<string, CodebookEntry>;
  whenToUse: string;
  whenNotToUse: string;
  example: string;
  noDefinition: string;
  readIn: string;
  notAttached: string;
  /** What two versions are called that one coder made, in place of the same words of a story. */
  windows: Record<string, string>;
  codedTwice: string;
  lostOne: string;
  lost: string;
  textChanged: string;
}

/** What Python hands to the frame around the pages. */
export interface FrameData {
  page: string;
  pages: [string, string][];
  /** Those on which nobody signs in, tells or votes: the only ones that stay within another site. */
  readOnly?: string[];
  language: string;
  languages: string[];
  /** Its name, and for how many seconds it keeps the language. */
  languageCookie: [string, number];
  version: string;
  model: string;
  forgotten: boolean;
  notices: string[];
  words: FrameWords;
  opened?: OpenedModel;
  /** What waits for the facilitator, by the page, where anything does. */
  badges?: Record<string, FrameBadge>;
}

export interface FrameBadge {
  count: number;
  words: string;
}

export interface FrameWords {
  pages: string;
  language: string;
  close: string;
  streamlit: Record<string, string>;
}

export interface OpenedModel {
  title: string;
  back: string;
}

/** What Python hands to what is drawn of a model. */
export interface PageData {
  page: string;
  lang: string;
  content: string;
}

export interface InputsData extends PageData {
  page: "explore" | "paths" | "stories" | "export" | "workshop" | "open" | "about";
  failed: string;
  again: string;
  title?: string;
  /** What the page of stories shows. */
  show?: string;
  settings?: string[];
  /** What the letterboxes are called, by their ids; none for who may not know. */
  letterboxes?: Record<string, string>;
  facilitates?: boolean;
  limited?: boolean;
  may?: Right[];
  waiting?: number;
  /** What Python's own inputs ask, for the address. */
  own?: Record<string, string>;
}

export interface DetailsData extends PageData {
  publishes: boolean;
  tells: boolean;
}

/** How much a node got: a share of the most that it could, and what stands on it. */
export interface NodeValue {
  share: number;
  text: string;
  /** Whether it says by how much something differs: then its sign has a colour. */
  isDifference?: boolean;
}

export interface StoryListData extends Visitor {
  lang: string;
  content: string;
}

/** What a file will look like: its pages or slides, its tables, or a web page without scripts. */
export interface PreviewData {
  name: string;
  words: PreviewWords;
  pages: PreviewPage[];
  sheets: PreviewSheet[];
  page: string;
  note: string;
}

export interface PreviewWords {
  tools: string;
  zoomOut: string;
  fit: string;
  zoomIn: string;
}

/** A picture, which of several it is, and what it says, its title first. */
export interface PreviewPage {
  address: string;
  number: string;
  words: string[];
}

/** A table, and how many rows of it are not shown. */
export interface PreviewSheet {
  name: string;
  heading: string[];
  rows: string[][];
  rest: string;
}

/** A text as it is, which a button copies. */
export interface VerbatimData {
  text: string;
  words: VerbatimWords;
}

export interface VerbatimWords {
  copy: string;
  copied: string;
}

export interface CopyingData {
  copies: Copy[];
  words: CopyWords;
}

export interface CopyWords {
  copied: string;
  failed: string;
}

/** Something to copy: a picture where there is a media type, a text otherwise. */
export interface Copy {
  name: string;
  address: string;
  mediaType: string;
}

/** A component of Streamlit, as its script gets it. */
export interface Component<Data> {
  data: Data;
  parentElement: HTMLElement | ShadowRoot;
}

/** The attributes of an element; an attribute without a value is left out, `on…` is listened to. */
export interface Attributes<Element> {
  [name: string]: string | number | boolean | null | undefined | ((event: never) => unknown);
  onclick?: (event: MouseEvent & { currentTarget: Element }) => unknown;
  onkeydown?: (event: KeyboardEvent & { currentTarget: Element }) => unknown;
  onsubmit?: (event: SubmitEvent & { currentTarget: Element }) => unknown;
  onchange?: (event: Event & { currentTarget: Element }) => unknown;
  oninput?: (event: Event & { currentTarget: Element }) => unknown;
  ontoggle?: (event: Event & { currentTarget: Element }) => unknown;
}

/** What stands in an element; what is null or undefined is left out. */
export type Child = Node | string | null | undefined;

/** How a picture is asked for. */
export interface PictureRequest {
  lang: string;
  content: string;
  query?: string;
}

/** One of the ways to show a model. */
export interface View {
  load(wanted: PictureRequest): Promise<void>;
  paint(): void;
  /** Buttons for the bar, each with the name of its words and picture. */
  tools?: [Icon, (event: MouseEvent & { currentTarget: HTMLButtonElement }) => void][];
  destroy?(): void;
}

export type Icon = keyof typeof import("./icons.js").PATHS;

/** What stands out in a picture. */
export interface Emphasis {
  relation(id: string): Relation | null;
  /** On which side of what is selected an edge is, or that it is on the traced paths. */
  findWay(from: string, to: string): Relation | null;
}

export type Relation = "before" | "after" | "path";

/** What somebody types into the form for a story. */
export interface StoryValues extends Wording, PlainValues {
  id: string;
  nodes: string[];
  dimensions: string[];
  consent: Partial<Consent>;
  source: Partial<StorySource>;
  translations: Wording[];
  revision?: number;
  status?: StoryStatus;
  publish?: boolean;
}

/** One of the texts of a story that could tell who somebody is. */
export interface NamedText {
  key: string;
  field: string;
  language: string;
  text: string;
}

/** Something in one of those texts: which, where in its cleaned text, and what masks it. */
export interface Telltale extends NamedText, Identifier {
  cleaned: string;
}

/** Buttons under a message: what each says and does. */
export type Act = [name: string, act: () => unknown];
