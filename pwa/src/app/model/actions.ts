/** What a person can do, as the screens call it. */

import type { DemoRole, Language, Preferences } from "./person";
import type { Moment } from "./talk";

export type CommandName = "more" | "repeat" | "stop" | "explain" | "yes" | "no";

/** What the screens can do. All are safe to call at any time; none throws; failures become notices. */
export interface Actions {
  /** The microphone button, tapped. Opens the microphone and listens; while listening it ends the turn; while the answer sounds it breaks in and listens. MUST be called straight from a tap (user gesture). */
  tapMicrophone(): void;
  /** Opens the microphone and listens. MUST be called straight from a tap. */
  startListening(): void;
  /** The turn is over: answer now. */
  endTurn(): void;
  /** Closes the microphone; what was said in an unfinished turn is dropped. */
  stopListening(): void;
  /** Push-to-talk: the button goes down (straight from the gesture) and up. */
  holdStart(): void;
  holdEnd(): void;
  /** Silences the answer now and keeps only what was heard. */
  interrupt(): void;

  /** A typed question. Goes out at once, or waits in the outbox. Empty text does nothing. */
  ask(text: string): void;
  /** "Verder", "herhaal", "stop", "hoe bedoel je", "ja", "nee". */
  command(name: CommandName): void;
  /** Answers the last question again for this moment. */
  chooseMoment(moment: Moment): void;
  setHurry(on: boolean): void;
  /** Asks for a card by name as the answer (a suggestion was tapped). */
  showCard(slug: string): void;
  /** "Hielp dit?" */
  helped(answerId: string, helped: boolean): void;
  /** Answer to the offer to note the question for the authors (text only, without a name). */
  noteQuestion(answerId: string, yes: boolean): void;
  /** Empties the screen; the conversation itself is kept. A new conversation begins. */
  newConversation(): void;

  /** Opens a tip or a card; `speak` reads it aloud too (straight from a tap). */
  openCard(slug: string, options?: { speak?: boolean }): void;
  closeCard(): void;
  /** Reads the open tip aloud, or stops if it is being read. Straight from a tap. */
  toggleTipSpeech(slug: string): void;

  setLanguage(language: Language): void;
  setPreferences(change: Partial<Preferences>): void;
  /** Speaks one short sentence with the voice and the speed that are set. Straight from a tap. */
  tryVoice(sentence: string): void;

  signInDemo(role: DemoRole): void;
  signOut(): void;
  /** Counts what is kept of this person (`model.belongings`). What follows tells how it goes in `model.keeping`. */
  loadBelongings(): void;
  /** Downloads everything of this person as an archive, sound included. */
  exportEverything(): void;
  loadConversations(): void;
  eraseConversation(id: string): void;
  /** Erases everything of one kind, here and on the server. */
  eraseKind(name: string): void;
  /** Erases all that is kept of this person, here and on the server; the account and its settings stay. */
  eraseEverything(): void;
  loadStatus(): void;

  /** Tries the connection again now (after `elsewhere`, `full`, `waiting`). */
  reconnect(): void;
  sendWaiting(): void;
  discardWaiting(clientId: string): void;
  dismissNotice(id: string): void;
  doInstall(): void;
  /** Do not offer installing again. */
  dismissInstall(): void;
  applyUpdate(): void;
}
