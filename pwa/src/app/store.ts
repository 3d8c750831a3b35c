/** Wires the logic to the view model: the only place where the parts know of each other. */

import { DeviceVoice } from "../audio/device-voice";
import { AudioStage } from "../audio/stage";
import captureWorklet from "../audio/worklets/capture.worklet.ts?worker&url";
import playbackWorklet from "../audio/worklets/playback.worklet.ts?worker&url";
import { api } from "../net/api";
import { Cache } from "../offline/cache";
import { openDatabase } from "../offline/database";
import { Outbox } from "../offline/outbox";
import { createActions } from "./actions";
import { clearing } from "./clearing";
import { Conversation } from "./conversation";
import { watchInstall, watchUpdates } from "./install";
import { Keeper } from "./keeping";
import { type App, createModel, type Language, type WritableModel } from "./model";
import { Notices } from "./notices";
import { showCount, watchNudges } from "./notified";
import { Person } from "./person";
import { Questions } from "./questions";
import { startUp } from "./start-up";
import { Tips } from "./tips";

/** Language to begin with: what this browser prefers, Dutch unless it clearly asks for English. */
function firstLanguage(): Language {
  return navigator.language.toLowerCase().startsWith("en") ? "en" : "nl";
}

function realtimeUrl(): string {
  return `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/v1/realtime`;
}

/** Voices of the phone come late and change; they are read when they do. */
function watchDeviceVoices(model: WritableModel): void {
  if (!DeviceVoice.available) return;
  const read = () => {
    model.deviceVoices.value = DeviceVoice.voices(["nl", "en"]).map((voice) => ({
      name: voice.name,
      language: voice.lang,
    }));
  };
  read();
  speechSynthesis.addEventListener?.("voiceschanged", read);
}

/** Make the application: signals that the screens read and actions that they call. */
export function createApp(): App {
  const model = createModel(firstLanguage());
  const notices = new Notices(model);
  const page = crypto.randomUUID();
  Outbox.announce(page);
  const database = openDatabase().catch(() => null);
  const cache = database.then((opened) => opened && new Cache(opened));
  const outbox = database.then(
    (opened) => opened && new Outbox(opened, page, () => void questions.list().catch(() => undefined)),
  );
  const stage = new AudioStage();
  const questions = new Questions({ model, notices, api, outbox, page });
  const person = new Person({ model, notices, api, cache });
  const tips = new Tips({ model, notices, api, stage, cache });
  const conversation = new Conversation({
    model,
    notices,
    stage,
    url: realtimeUrl(),
    worklets: { capture: captureWorklet, playback: playbackWorklet },
    safety: questions,
    unreachable: () => start.identify(),
  });
  const start = startUp({ model, notices, stage, conversation, person, questions, tips });
  const { install, dismiss } = watchInstall(model);
  const { apply } = watchUpdates(model);
  watchDeviceVoices(model);
  watchNudges(model);
  const forgetPerson = () => navigator.serviceWorker?.controller?.postMessage({ type: "FORGET" });
  const clearDevice = clearing({
    model,
    questions,
    outbox,
    cache,
    forgetPerson,
    // What is the same for everybody, such as the tips, is there again without a connection.
    afterwards: () => start.refresh(),
  });
  const actions = createActions({
    model,
    notices,
    conversation,
    person,
    questions,
    tips,
    keeper: new Keeper({ model, api, clearDevice }),
    forgetPerson,
    changed: () => start.refresh(),
    install,
    dismissInstall: dismiss,
    applyUpdate: apply,
  });
  const countNudges = (unanswered: number) => showCount(model, unanswered);
  const tools = { stage, captureWorklet, conversation, notices, database, countNudges };
  return { model, actions, tools };
}
