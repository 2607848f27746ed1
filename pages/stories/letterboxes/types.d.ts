// What the server sends of letterboxes (pages/stories/letterboxes), and what is kept of cards.

export interface Letterbox {
  id: string;
  key: string;
  name: string;
  /** A question of its own; "" where it asks one of ours. */
  question: string;
  isWeekly: boolean;
  language: string;
  isOpen: boolean;
  /** The id of the team whose it is; null for the whole house. */
  team: string | null;
  address: string;
  told: number;
  waiting: number;
}

export interface LetterboxAnswer {
  boxes: Letterbox[];
  /** What is in the way of phones; "" where nothing is. */
  trouble: string;
}

export interface LetterboxWords {
  only: string;
  about: string;
  none: string;
  make: string;
  edit: string;
  name: string;
  nameHint: string;
  ofTeam: string;
  wholeHouse: string;
  asks: string;
  questions: Record<string, string>;
  ownQuestion: string;
  pageLanguage: string;
  languages: Record<string, string>;
  save: string;
  open: string;
  closed: string;
  close_: string;
  open_: string;
  delete: string;
  sureDelete: string;
  deleted: string;
  saveFirst: string;
  code: string;
  tally: string;
  showStories: string;
  copyAddress: string;
  copied: string;
  qrOf: string;
  print: string;
  sheetLanguage: string;
  sheets: Record<string, string>;
  typeCards: string;
  back: string;
  typing: string;
  typingHint: string;
  text: string;
  tellers: Record<string, string>;
  teller: string;
  setting: string;
  cardLanguage: string;
  agrees: string;
  cardConsents: Record<string, string>;
  saveCard: string;
  sending: string;
  waitsForServer: string;
  lateCards: string;
  missingText: string;
  missingTeller: string;
  savedCards: string;
  undoCard: string;
  undone: string;
  formFull: string;
  refused: string;
  most: Record<string, number>;
}

/** A card as it was typed; sent again with the same request it is the same card. */
export interface Card {
  request: string;
  text: string;
  teller: string;
  setting: string;
  language: string;
  consent: Record<string, boolean>;
}

/** The story that a card became. */
export interface SavedCard {
  id: string;
  revision: number;
  name: string;
}

export interface CardEntry {
  card: Card;
  state: "waiting" | "saved" | "refused";
  saved?: SavedCard;
}
