// What the server sends to the Workshop page and to the projector, and what their modules hand to each other.
// tests/pages/test_payload_types.py compares the first part with real answers.

import type {
  Access,
  Consent,
  LoadedTexts,
  NodeValue,
  SignInWords,
  StoryStatus,
  Visitor,
} from "../shared/types.js";

/** What Python hands to the Workshop page. */
export interface WorkshopData extends Visitor {
  lang: string;
  content: string;
}

/** A workshop, as one of a list. */
export interface Workshop {
  id: string;
  key: string;
  name: string;
  language: string;
  created: string;
  ends: string;
  day: string;
  isEnded: boolean;
  isRehearsal: boolean;
  isJoiningOpen: boolean;
  team: string | null;
  isOwnOnly: boolean;
  hidesPeople: boolean;
  /** Whether phones offer personal codes. */
  hasCodes: boolean;
}

/** All workshops (workshops.json). */
export interface WorkshopsAnswer {
  workshops: Workshop[];
  templates: WorkshopTemplate[];
  access: Access;
}

/** What a workshop can begin from; an own one can be renamed and deleted. */
export interface WorkshopTemplate {
  id: string;
  name: string;
  minutes: number;
  isOwn: boolean;
}

/** Whether anything changed (workshops/ID/version.json). */
export interface VersionAnswer {
  version: string;
}

/** What both desk and projector are told of a workshop. */
export interface WorkshopState {
  workshop: Workshop;
  version: string;
  content: string;
  now: string;
  position: Position;
  joined: number;
  present: number;
  steps: Step[];
  rounds: Round[];
  words: Record<string, string[]>;
  stories: RoomStory[];
  actions: Action[];
  followed: FollowedAction[];
  invitation: Invitation;
}

/** What the room may see (workshops/ID/room.json). */
export interface RoomState extends WorkshopState {
  /** The address of the report once the workshop has ended, else "". */
  report: string;
}

/** What who leads a workshop sees of it (workshops/ID.json). */
export interface DeskState extends WorkshopState {
  actions: MarkedAction[];
  followed: MarkedFollowed[];
  /** The stories that may show what came of an action. */
  showable: NamedStory[];
  answers: Answer[];
  groups: Group[];
  told: ToldStory[];
  byRole: Record<string, number>;
  floods: Flood[];
  /** The address at which others look on. */
  screen: string;
  plan: PlanItem[];
  leftOut: PlanPart[];
  ownSteps: OwnStep[];
}

/** A part of a plan: a fixed one, a round or an own step. */
export interface PlanPart {
  part: string;
  name: string;
}

export interface PlanItem extends PlanPart {
  minutes: number;
}

/** A step that the facilitator wrote. */
export interface OwnStep {
  id: string;
  kind: OwnStepKind;
  title: string;
  text: string;
  notes: string;
  picture: string;
}

export type OwnStepKind = "welcome" | "break" | "text" | "picture";

/** A workshop that was deleted. */
export interface DeletedWorkshop {
  deleted: string;
}

export interface Invitation {
  short: string;
  address: string;
  trouble: string;
}

/** What the projector shows. */
export interface Position {
  view: StepView;
  at: number;
  path: string[];
  story: string | null;
  round: string | null;
  spotlight: string | null;
  is_black: boolean;
  timer_until: string | null;
  page: number;
}

export type StepView = FixedPart | "round" | "own";

export type FixedPart = "join" | "followed" | "stages" | "path" | "map" | "stories" | "actions";

/** One thing that the projector shows. */
export interface Step {
  view: StepView;
  at: number;
  title: string;
  words?: string;
  nodes?: string[];
  round?: string;
  story?: string;
  /** The kind of an own step, and the name of its picture. */
  own?: OwnStepKind;
  picture?: string;
  part?: ResultPart;
  hint?: string;
  told?: RoomStory;
}

export type ResultPart =
  | "words"
  | "ranking"
  | "map"
  | "spread"
  | "compared"
  | "change"
  | "roles"
  | "weakest"
  | "traced";

export interface Round {
  id: string;
  number: number;
  kind: string;
  nodes: string[];
  /** What can be given numbers or answers; a question alone has no name. */
  subjects: Subject[];
  dots: number;
  /** Own words for the ends of its scale, if any. */
  ends: string[];
  isOpen: boolean;
  isRevealed: boolean;
  /** Whether phones could answer it at any time. */
  wasOpened: boolean;
  people: number;
  answers: number;
  question: string;
  activity: string;
  about: string;
  hasResult: boolean;
  hasGroups: boolean;
  asksQuestions: boolean;
  counted: string;
  turnout: Turnout;
  measure?: Measure;
  /** Of a poll that is revealed. */
  result?: Result;
  /** Of a round that is revealed. */
  parts?: ResultPart[];
  /** What differs from the rating that it is compared with, of a poll that is revealed. */
  compared?: ComparisonAnswer;
  /** For who leads: whether it can be compared, with what it is, and by what it is found in other ratings. */
  comparable?: boolean;
  comparedWith?: string;
  keys?: string[];
  /** The words that were chosen, of a round of words that is revealed. */
  words?: ChosenWords[];
  /** For who leads. */
  identifiers?: FoundIdentifier[];
}

/** A poll that is revealed. */
export type RevealedPoll = Round & Required<Pick<Round, "measure" | "result" | "parts">>;

/** What a round is about. */
export interface Subject {
  id: string;
  name: string;
}

/** The words that were chosen on a subject, each with how many said so. */
export interface ChosenWords {
  name: string;
  words: [string, number][];
}

export interface Turnout {
  number: number;
  words: string;
}

/** How the numbers of a poll are drawn and called. */
export interface Measure {
  decimals: number;
  range: [number, number] | null;
  scale: [number, string][] | null;
  unit: string;
  column: string;
  ends: [string, string];
  order: string;
  /** Whether the lowest value ranks first, as places do. */
  isLowestFirst: boolean;
  /** A number of which it stands beside the value how many gave it, and what that column is called. */
  counted: [number, string] | null;
  /** What those are called who do not know; empty where nobody can say so. */
  unsure: string;
  /** What the lines of a map say; empty where nodes are drawn. */
  lines: string;
  weak: WeakWords | null;
}

export interface WeakWords {
  rule: string;
  none: string;
  /** On how many paths one is the weakest; places: `{count}`, `{all}`, and the `{end}` of the scale. */
  on: string;
  end: string;
}

export interface Result {
  voters: number;
  by_role: Record<string, number>;
  subjects: SubjectResult[];
  paths: string;
  weakest: WeakNode[];
  traced: Traced;
}

export interface Tallied {
  voters: number;
  total: number;
  value: number | null;
  mean: number | null;
  median: number | null;
  low: number | null;
  high: number | null;
  histogram: Record<string, number>;
}

export interface SubjectResult extends Tallied {
  id: string;
  name: string;
  rank: number | null;
  share: number | null;
  /** How many do not know. */
  unsure: number;
  roles: Record<string, Tallied>;
}

export interface WeakNode {
  id: string;
  value: number;
  paths: string;
}

/** What the top choice leads to. */
export interface Traced {
  starts: string[];
  reached: string[];
  outcomes: Record<string, string>;
  edges: [string, string][];
}

/** A story that the room may see. */
export interface RoomStory {
  id: string;
  name: string;
  title: string;
  text: string;
  language: string;
  teller: string;
  setting: string;
  nodes: string[];
}

/** A story as who leads gets it. */
export interface ToldStory extends RoomStory {
  status: StoryStatus;
  revision: number;
  consent: Consent;
}

export interface Action {
  id: string;
  mark: string;
  text: string;
  who: string;
  when: string;
  /** The day by which it is done, such as 2026-05-01; or "". */
  due: string;
  /** By when, as it is shown. */
  until: string;
  nodes: string[];
}

export type ActionState = "open" | "done" | "dropped";

/** An action of which it is asked what came of it. */
export interface FollowedAction extends Action {
  /** The workshop that agreed on it. */
  agreedIn: string;
  agreedAt: string;
  team: string | null;
  state: ActionState;
  isOverdue: boolean;
  outcome: string;
  story: string;
  storyName: string;
  /** The workshop that asked last; "" where none did. */
  asked: string;
}

export interface MarkedFollowed extends FollowedAction {
  identifiers?: FoundIdentifier[];
}

/** What was agreed, of a team or of all (teams/agreed.json). */
export interface AgreedAnswer {
  agreed: MarkedFollowed[];
  showable: NamedStory[];
}

export interface NamedStory {
  id: string;
  name: string;
}

/** What is agreed, with what could tell who somebody is. */
export interface MarkedAction extends Action {
  identifiers?: FoundIdentifier[];
}

/** Something in a text that could tell who somebody is. */
export interface FoundIdentifier {
  kind: string;
  text: string;
}

export interface Answer {
  id: string;
  round: string;
  node: string;
  text: string;
  group: string | null;
  /** The id of the first answer that says the same. */
  same: string;
  identifiers?: FoundIdentifier[];
}

export interface Group {
  id: string;
  round: string;
  node: string;
  title: string;
  chosen: boolean;
  identifiers?: FoundIdentifier[];
}

/** More than a room does. */
export interface Flood {
  kind: string;
  most: number;
  since: string;
  until: string;
  id: string;
  staying: number;
  silent: number;
}

/** Who joined (workshops/ID/participants.json). */
export interface Attendance {
  version: string;
  participants: Participant[];
}

export interface Participant {
  id: number;
  role: string | null;
  joined: string;
  seen: string;
  place: number | null;
  votes: number;
  answers: number;
  stories: number;
  isSilent: boolean;
}

/** A rating that can be compared (teams/ratings.json). */
export interface Rating {
  workshop: string;
  round: string;
  name: string;
  question: string;
  day: string;
  team: string | null;
  teamName: string;
  kind: string;
  /** By what each thing it is about is found in another rating. */
  keys: string[];
}

export interface RatingsAnswer {
  ratings: Rating[];
}

/** Two ratings side by side (teams/comparison.json, and of a round that is compared). */
export interface ComparisonAnswer {
  sides: ComparedSide[];
  isHidden: boolean;
  /** What the same people answered, or that it is not shown; empty where none have personal codes. */
  paired: string;
  subjects: ComparedSubject[];
  /** What is said of what is not shown. */
  notes: string[];
  /** The lowest and the highest number of the scale. */
  range: [number, number];
  /** Whether the difference can be shown on the map. */
  isOnMap: boolean;
}

/** One of the two; of fewer than 5 people it is not told how many they were. */
export interface ComparedSide {
  name: string;
  workshop: string;
  voters: number | null;
}

export interface ComparedSubject {
  id: string;
  name: string;
  before: ComparedSpread;
  after: ComparedSpread;
  share: number;
  text: string;
  words: string;
  /** The same of it; empty where that is not shown. */
  paired: string;
}

export interface ComparedSpread {
  mean: number;
  text: string;
  low: number;
  high: number;
  voters: number;
}

/** The words of the page and of the projector (workshops/words.json). */
export interface PlanWords {
  plan: string;
  planHelp: string;
  planMinutes: string;
  planTotal: string;
  moveUp: string;
  moveDown: string;
  leaveOut: string;
  leftOut: string;
  putIn: string;
  moved: string;
  duplicate: string;
  addStep: string;
  stepKind: string;
  stepKinds: Record<string, string>;
  stepTitle: string;
  stepText: string;
  stepNotes: string;
  stepPicture: string;
  pictureHint: string;
  hasPicture: string;
  dropPicture: string;
  saveTemplate: string;
  saveTemplateHint: string;
  templateName: string;
  templateSaved: string;
  beginWith: string;
  nothingPrepared: string;
  templates: string;
  copyOf: string;
  templateMinutes: string;
  copy: string;
  rename: string;
}

export interface WorkshopWords extends PlanWords, SignInWords {
  close: string;
  cancel: string;
  save: string;
  again: string;
  undo: string;
  edit: string;
  choose: string;
  failed: string;
  unreachable: string;
  needsRole: string;
  closedAccess: string;
  lockedAccess: string;
  tooMany: string;
  conflict: string;
  gone: string;
  changed: string;
  settledSince: string;
  goneWorkshop: string;
  unopenedRefusal: string;
  endedRefusal: string;
  entries: Record<string, string>;
  troubles: Record<string, string>;
  languages: Record<string, string>;
  roles: Record<string, string>;
  start: string;
  name: string;
  nameHint: string;
  language: string;
  howLong: string;
  durations: Record<string, string>;
  day: string;
  dayHint: string;
  dayUse: string;
  rehearse: string;
  startNow: string;
  earlier: string;
  noneYet: string;
  open: string;
  delete: string;
  deleted: string;
  sureDelete: string;
  running: string;
  ended: string;
  rehearsal: string;
  allWorkshops: string;
  openProjector: string;
  key: string;
  joined: string;
  oneJoined: string;
  present: string;
  back: string;
  next: string;
  now: string;
  then: string;
  lastStep: string;
  pageOf: string;
  black: string;
  timer: string;
  minutes: string;
  startTimer: string;
  stopTimer: string;
  spotlight: string;
  spotlightOn: string;
  endSpotlight: string;
  steps: string;
  notes: string;
  keysHelp: string;
  source: string;
  openQuestion: string;
  choosePath: string;
  from: string;
  to: string;
  dropPath: string;
  tabs: Record<string, string>;
  report: string;
  reportHint: string;
  reportForms: Record<string, string>;
  pack: string;
  packHint: string;
  packFile: string;
  session: string;
  sessionHint: string;
  sessionFile: string;
  bringBack: string;
  broughtBack: string;
  refusedFile: string;
  existsAlready: string;
  sections: string;
  joinAt: string;
  until: string;
  moreTime: string;
  end: string;
  sureEnd: string;
  howMany: string;
  activities: Record<string, ActivityWords>;
  prepare: string;
  prepareNow: string;
  what: string;
  question: string;
  onWhat: string;
  onWhichLinks: string;
  endMeans: string;
  ownTexts: string;
  ownTextsHint: string;
  ownTextsOrNodes: string;
  noRounds: string;
  states: Record<string, string>;
  openRound: string;
  reopen: string;
  closeRound: string;
  reveal: string;
  hide: string;
  showIt: string;
  onProjector: string;
  deleteRound: string;
  sureDeleteRound: string;
  sureReopen: string;
  noAnswers: string;
  groupTitle: string;
  group: string;
  addTo: string;
  takeOut: string;
  useWords: string;
  deleteGroup: string;
  dropAnswer: string;
  tickFirst: string;
  tickShown: string;
  ticked: string;
  searchAnswers: string;
  answersFound: string;
  allGrouped: string;
  groupName: string;
  grouped: string;
  takenOut: string;
  dissolved: string;
  renamed: string;
  rank: string;
  answeredBy: string;
  oneAnsweredBy: string;
  middle: string;
  all: string;
  people: string;
  roleNote: string;
  noVotes: string;
  cutHighest: string;
  cutLowest: string;
  noRoles: string;
  onPaths: string;
  onePath: string;
  tracedWords: string;
  tracedPlural: string;
  nothingTraced: string;
  waiting: string;
  approved: string;
  noStories: string;
  allRead: string;
  approve: string;
  editStory: string;
  putAside: string;
  asideHint: string;
  doneApprove: string;
  doneAside: string;
  notInRoom: string;
  couldTell: string;
  maskIt: string;
  aidOnly: string;
  unattached: string;
  identifierKinds: Record<string, string>;
  tellers: Record<string, string>;
  actionText: string;
  actionWho: string;
  actionWhen: string;
  actionNodes: string;
  addAction: string;
  addActionTitle: string;
  noActions: string;
  noNames: string;
  actionDue: string;
  actionDueHint: string;
  actionStates: Record<string, string>;
  overdue: string;
  actionOutcome: string;
  actionStory: string;
  noStoryShows: string;
  shownByStory: string;
  actionOf: string;
  askAbout: string;
  allAsked: string;
  followedHelp: string;
  calendarFile: string;
  joinHere: string;
  orType: string;
  andType: string;
  noAccount: string;
  scanReport: string;
  numbersOfAll: string;
  numbersOfOwn: string;
  onScreens: string;
  ownOnly: string;
  hidePeople: string;
  offerCodes: string;
  offerCodesUse: string;
  screenLink: string;
  screenLinkUse: string;
  screenQr: string;
  copyLink: string;
  copiedLink: string;
  renewLink: string;
  renewedLink: string;
  sureRenewLink: string;
  cannotJoin: string;
  peopleHere: string;
  personHere: string;
  newStory: string;
  ourWords: string;
  wholeMap: string;
  ourWordsNote: string;
  storiesOf: string;
  openNow: string;
  notOpen: string;
  closedNow: string;
  timeUp: string;
  away: string;
  none: string;
  noAgreement: string;
  nobodyTold: string;
  closeJoining: string;
  openJoining: string;
  joiningClosed: string;
  joiningClosedHelp: string;
  joiningOpenHelp: string;
  participants: string;
  noParticipants: string;
  participant: string;
  placeOf: string;
  placesHelp: string;
  sentVotes: string;
  sentAnswers: string;
  sentStories: string;
  sentNothing: string;
  sentGone: string;
  remove: string;
  removed: string;
  removeSilent: string;
  removeFloodSilent: string;
  removeFlood: string;
  sureRemove: string;
  sureRemoveSilent: string;
  removeHint: string;
  floods: Record<string, string>;
  floodNobody: string;
  floodStaying: string;
  floodHarmless: string;
  showWhoJoined: string;
  partsOfPage: string;
  parts: Record<string, string>;
  agreedHelp: string;
  teams: string;
  team: string;
  noTeam: string;
  allTeams: string;
  ofTeam: string;
  noneOfTeam: string;
  teamUse: string;
  teamSet: string;
  teamsHelp: string;
  addTeam: string;
  teamName: string;
  teamHint: string;
  teamAdded: string;
  noTeams: string;
  colour: string;
  colours: Record<string, string>;
  endTeam: string;
  reopenTeam: string;
  endsOn: string;
  endsFrom: string;
  endsToday: string;
  sureEndTeam: string;
  teamPasscode: string;
  hasPasscode: string;
  passcodeUse: string;
  newPasscode: string;
  passcodeHint: string;
  showPasscode: string;
  passcodeSet: string;
  removePasscode: string;
  surePasscode: string;
  passcodeRemoved: string;
  compareTitle: string;
  compareHelp: string;
  compareFirst: string;
  compareSecond: string;
  noRatings: string;
  compareWith: string;
  comparedWith: string;
  compareUse: string;
  compareNow: string;
  noEarlier: string;
  sameQuestion: string;
  stopComparing: string;
  compareSet: string;
  compareEnded: string;
  differs: string;
  higherColour: string;
  lowerColour: string;
  meanAndMiddle: string;
  chanceNote: string;
  differenceMap: string;
  samePeople: string;
}

export interface ActivityWords {
  name: string;
  help: string;
  question: string;
  about: "nodes" | "edges" | "options" | "nothing";
  /** Whether it may be about nodes in the place of that. */
  mayAskNodes: boolean;
  /** What the number of dots or choices is called; empty where there is none. */
  dots: string;
  /** What the ends of its scale usually mean; null where a round cannot say so in its own words. */
  ends: [string, string] | null;
  suggests: Suggestion;
}

/** About what an activity usually asks. */
export interface Suggestion {
  questions: boolean;
  stages: number;
}

/** Where a presentation goes: all of a position but the timer. */
export type Place = Omit<Position, "timer_until">;

/** Some of a place; another view leaves what belonged to the one before. */
export type PlaceChange = Partial<Place>;

/** What one window tells the others of a workshop. */
export interface WindowNews {
  /** A move began, which is shown at once. */
  begun?: { move: string; change: Partial<Position> };
  /** A move is over: the server has it, or will not have it. */
  over?: { move: string; isDone: boolean };
  /** Something else changed. */
  changed?: true;
}

/** What is done with a key or a button. */
export type KeyAct =
  | "next"
  | "back"
  | "first"
  | "last"
  | "black"
  | "timer"
  | "fullscreen"
  | "spotlight"
  | "escape"
  | "open"
  | "close"
  | "reveal";

/** What a key does with the round whose question is shown. */
export interface RoundMove {
  act: "open-round" | "close-round" | "reveal-round";
  round: string;
}

/** What a part of the Workshop page is given. */
export interface PartOptions {
  place: HTMLElement;
  data: WorkshopData;
  words: WorkshopWords;
  open(workshop: string | null): void;
}

/** How a map is painted for a room. */
export interface RoomPaint {
  /** The ids that stand out. */
  lit?: Set<string> | null;
  /** The edges that stand out, as "from>to". */
  edges?: Set<string> | null;
  /** The ids that light up. */
  fresh?: Set<string> | null;
  /** The ids with a strong border. */
  marked?: Set<string> | null;
  selected?: string | null;
  /** How much each got. */
  values?: Record<string, NodeValue>;
  /** This workshop's own words on each. */
  words?: Record<string, string[]>;
  /** What is to be seen. */
  label?: string;
  /** Whether it is beside what there is to read, without letters. */
  isWordless?: boolean;
}

/** What is said of a result: some nodes, and what stands before and after them. */
export interface ResultTexts {
  first: string;
  items: { name: string; note: string }[];
  last: string;
}

/** What a result is drawn with. */
export interface ResultOptions {
  round: RevealedPoll;
  texts: LoadedTexts;
  words: WorkshopWords;
  language: string;
}
