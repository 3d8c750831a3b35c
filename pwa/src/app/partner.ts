/** Whom one talks with: the companion, or a partner to practise with. */

import type { PartnerRef } from "../net/protocol.gen";
import type { Safety } from "./rescue";

export class Partner {
  #ref: PartnerRef | null = null;

  /** The one to practise with; null: the companion. */
  get ref(): PartnerRef | null {
    return this.#ref;
  }

  is(ref: PartnerRef | null): boolean {
    return this.#ref?.id === ref?.id && this.#ref?.kind === ref?.kind;
  }

  /** Talk with this one from now on. */
  meet(ref: PartnerRef | null): void {
    this.#ref = ref;
  }

  /** What is said to a partner is no question: it never goes out by itself to the companion. */
  safety(safety: Safety): Safety {
    return {
      keep: (question) => (this.#ref === null ? safety.keep(question) : Promise.resolve()),
      forget: (clientId) => safety.forget(clientId),
      giveUp: () => safety.giveUp(),
      continues: (session) => safety.continues(this.#ref === null ? session : null),
    };
  }
}
