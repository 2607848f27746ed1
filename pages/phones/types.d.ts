// What the server answers to the script of the phones, and what the script keeps.

export as namespace Phone;

/** Whether a phone's page is still as it should be (join/KEY/state.json). */
export interface RoomNews {
  version: string;
  /** Names the page; not there where nothing changed. */
  page?: string;
}

/** A phone's page is over: nobody may take part any more. */
export interface RoomRefusal {
  error: string;
  page?: "ended";
}

/** What is typed into a form, kept until it is sent. */
export interface Draft {
  at: number;
  pairs: [string, string][];
}

/** What is sent until it arrives. */
export interface Pending {
  at: number;
  action: string;
  body: string;
  /** The name of the draft that it was; empty for what is not kept. */
  draft: string;
}

/** What the browser keeps under a name. */
export type Kept = Draft | Pending | string[];

export type Act<Item> = (item: Item) => void;

export type EachKept = (key: string, kept: Draft | null) => void;

/** Told what was answered; the status is 0 where nothing was. */
export type Answered = (status: number, text: string, address: string) => void;

/** What is kept where the browser keeps nothing. */
export type Memory = Record<string, Kept | null>;

/** Some names, such as those of drafts that were typed into and not sent. */
export type Names = Record<string, true>;

// What the script's functions are given. Its own comments are short, as they are sent to each phone.

export type Keep = (key: string, value: Kept | null) => void;

/** Elements by a selector; not all have all that an input has. */
export type Find = (selector: string, root?: Element) => NodeListOf<HTMLInputElement>;

export type Make = (name: string, text: string, kind?: string) => HTMLElement;

export type MakeButton = (text: string, kind: string, act: EventListener) => HTMLButtonElement;

export type Fill = (form: HTMLFormElement, pairs: [string, string][]) => void;

export type Say = (form: HTMLFormElement, text: string) => void;

export type Ask = (
  method: "GET" | "POST",
  address: string,
  body: string | null,
  act: Answered,
) => XMLHttpRequest;

/** Show another page in the place of this one; `back` is the draft that it answers. */
export type Swap = (page: Document, address: string, back?: string) => void;

export type Compare = (status: number, news: Partial<RoomNews>) => void;

export type SetUp = (fresh: HTMLElement, back?: string) => void;
