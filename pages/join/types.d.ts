// What the server answers to the script of the phones, and what the script keeps.

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
