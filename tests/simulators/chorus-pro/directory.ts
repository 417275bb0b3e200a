import { GENERATED_BODIES } from './directory-generated.ts';
import { INVENTED_BODIES } from './directory-invented.ts';
import { QUALIFICATION_BODIES } from './directory-qualification.ts';

/** What a public body demands on every invoice, after the flags of `structures/consulter`. */
export const DEMANDS = [
  'nothing',
  'service',
  'engagement',
  'service or engagement',
  'both',
] as const;
export type Demands = (typeof DEMANDS)[number];

/** A row of the data sets. */
export interface PublicBody {
  readonly siret: string;
  readonly name: string;
  readonly demands: Demands;
  readonly services: readonly {
    readonly code: string;
    readonly name: string;
    readonly active?: boolean;
    readonly engagementRequired?: boolean;
  }[];
  readonly active?: boolean;
  readonly reportsPayment?: boolean;
  readonly address?: Address;
  readonly engagements?: readonly Engagement[];
}

/** Where a structure has its seat. */
export interface Address {
  readonly street: string;
  readonly postalCode: string;
  readonly town: string;
}

/** A buyer's order (*engagement juridique*). */
export interface Engagement {
  readonly number: string;
  readonly serviceCode: string;
  /** COMMANDE; a closed one is not found any more. */
  readonly open: boolean;
}

/** A supplier to attach: its structure and its own technical account (*compte technique*). */
export interface Supplier {
  readonly siret: string;
  readonly name: string;
  readonly login: string;
  readonly password: string;
  readonly vatNumber?: string | undefined;
  /** The day by which the technical account's password must be renewed; not told unless given. */
  readonly passwordExpiresOn?: string | undefined;
}

/** A service of a public body (*service exécutant*). */
export interface Service {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly active: boolean;
  readonly engagementRequired: boolean;
}

/** A supplier or a public body as the directory knows it. */
export interface Structure {
  readonly id: number;
  readonly siret: string;
  readonly name: string;
  readonly kind: 'PUBLIQUE' | 'PRIVEE';
  readonly active: boolean;
  /** Bodies change what they demand, from one day to the next. */
  demands: Demands;
  readonly reportsPayment: boolean;
  readonly services: readonly Service[];
  readonly vatNumber?: string | undefined;
  readonly address?: Address | undefined;
  readonly engagements: readonly Engagement[];
}

/** A technical account, and the structures that it may act for. */
export interface Account {
  readonly login: string;
  readonly password: string;
  readonly passwordExpiresOn: string | undefined;
  readonly structures: Set<Structure>;
}

/** The made-up account that may act for every public body: whoever plays the buyer over the API uses it. */
export const BUYER_ACCOUNT = {
  login: 'TECH_2_BUYERS@cpro.fr',
  password: 'simulated-buyer-password',
} as const;

const FIRST_STRUCTURE_ID = 25_784_001;
const FIRST_SERVICE_ID = 11_792_001;

/** Who exists, who may act for whom. */
export class Directory {
  readonly #bySiret = new Map<string, Structure>();
  readonly #byId = new Map<number, Structure>();
  readonly #accounts = new Map<string, Account>();
  #services = 0;

  constructor() {
    const buyers: Account = {
      ...BUYER_ACCOUNT,
      passwordExpiresOn: undefined,
      structures: new Set(),
    };
    this.#accounts.set(buyers.login, buyers);
    for (const body of [...QUALIFICATION_BODIES, ...INVENTED_BODIES, ...GENERATED_BODIES]) {
      buyers.structures.add(this.#addBody(body));
    }
  }

  /** Adds a supplier and attaches its technical account; one account may stand for several suppliers. */
  addSupplier(supplier: Supplier): Structure {
    const structure =
      this.#bySiret.get(supplier.siret) ??
      this.#add({
        id: this.#nextId(),
        siret: supplier.siret,
        name: supplier.name,
        kind: 'PRIVEE',
        active: true,
        demands: 'nothing',
        reportsPayment: true,
        services: [],
        engagements: [],
        vatNumber: supplier.vatNumber,
      });
    const attached = this.#accounts.get(supplier.login)?.structures ?? new Set();
    this.#accounts.set(supplier.login, {
      login: supplier.login,
      password: supplier.password,
      passwordExpiresOn: supplier.passwordExpiresOn,
      structures: attached.add(structure),
    });
    return structure;
  }

  /** The structure with this SIRET. */
  findBySiret(siret: string): Structure | undefined {
    return this.#bySiret.get(siret);
  }

  /** The structure with this internal number (*idStructureCPP*). */
  findById(id: number): Structure | undefined {
    return this.#byId.get(id);
  }

  /** Changes what a public body demands from now on. */
  changeDemands(siret: string, demands: Demands): Structure {
    const body = this.#bySiret.get(siret);
    if (body?.kind !== 'PUBLIQUE') throw new Error(`There is no public body ${siret}`);
    body.demands = demands;
    return body;
  }

  /** The technical account with this login. */
  findAccount(login: string): Account | undefined {
    return this.#accounts.get(login);
  }

  /** The technical account that a `cpro-account` header opens: base64 of `login:password`. */
  openAccount(header: string | undefined): Account | undefined {
    const text = Buffer.from(header ?? '', 'base64').toString('utf8');
    const colon = text.indexOf(':');
    const account = colon < 1 ? undefined : this.#accounts.get(text.slice(0, colon));
    return account?.password === text.slice(colon + 1) ? account : undefined;
  }

  /** All structures, in the order in which they came. */
  structures(): readonly Structure[] {
    return [...this.#byId.values()];
  }

  #addBody(body: PublicBody): Structure {
    return this.#add({
      id: this.#nextId(),
      siret: body.siret,
      name: body.name,
      kind: 'PUBLIQUE',
      active: body.active ?? true,
      demands: body.demands,
      reportsPayment: body.reportsPayment ?? true,
      address: body.address,
      engagements: body.engagements ?? [],
      services: body.services.map((service) => ({
        id: FIRST_SERVICE_ID + this.#services++,
        code: service.code,
        name: service.name,
        active: service.active ?? true,
        engagementRequired: service.engagementRequired ?? false,
      })),
    });
  }

  #nextId(): number {
    return FIRST_STRUCTURE_ID + this.#byId.size;
  }

  #add(structure: Structure): Structure {
    this.#bySiret.set(structure.siret, structure);
    this.#byId.set(structure.id, structure);
    return structure;
  }
}
