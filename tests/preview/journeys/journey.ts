import type { Page } from 'playwright-core';
import type { House } from '../../demo/house.ts';
import type { Place } from '../place.ts';

/** What a journey walks with: a browser's page, the house behind it, and the few things that all journeys do. */
export interface Walk {
  readonly page: Page;
  readonly house: House;
  /** Opens a place of the local Dashboard. */
  go(place: Partial<Place>): Promise<void>;
  /** Waits until somebody sees a text. */
  see(text: string | RegExp): Promise<void>;
  /** Presses a button by its whole name. */
  press(name: string): Promise<void>;
  /** Fills a field by its whole label. */
  fill(label: string, text: string): Promise<void>;
  /** Waits for a toast. */
  seeToast(text: string): Promise<void>;
  /** Judges what stands on the page: accessibility, and what the Dashboard would refuse. */
  judge(page?: Page): Promise<void>;
  /** Opens the page of Chorus Pro on which a person plays the public buyer. */
  openBuyersPage(): Promise<BuyersPage>;
}

/** The public buyer, played on the simulator's page. */
export interface BuyersPage {
  readonly page: Page;
  /** Gives an invoice a status, as a person does with the form. */
  decide(invoiceNumber: string, status: string, comment?: string): Promise<void>;
}

/** One way of a person through the whole product. */
export interface Journey {
  readonly name: string;
  /** Whether the company and its account at Chorus Pro are there already. */
  readonly isSetUp: boolean;
  readonly walk: (walk: Walk) => Promise<void>;
}
