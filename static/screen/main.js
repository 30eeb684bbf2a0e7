/** The big screen: pairs, attracts, and gives itself to one visitor after another. */

import { told } from "../core/dom.js";
import { reporter } from "../core/events.js";
import { stayAwake } from "./awake.js";
import { attract } from "./attract.js";
import { show } from "./scenes.js";
import { Lookout } from "./lookout.js";
import { showCodes } from "./pairing.js";
import { Visit } from "./visit.js";
import { Watch } from "./watch.js";
import * as outbox from "./outbox.js";

const page = told("page");
const lookout = page.wake ? new Lookout(page.wake) : null;
const watch = new Watch(page, lookout);

stayAwake();
watch.keep();
// What the browser froze on the way out belongs to somebody who has left.
addEventListener("pageshow", (event) => event.persisted && location.reload());

if (page.mode !== "show") show(page.mode);
if (page.mode === "pairing") showCodes(page.urls.hello);
if (page.mode === "show") serve();

/** One visitor after another, for ever. */
async function serve() {
  const { release, placement } = page;
  const record = reporter(page.urls.events, { release, placement });
  const left = await outbox.waiting();
  if (left) await receive(record, (visit) => visit.resume(left));
  for (;;) {
    const how = await attract(page, lookout);
    await receive(record, (visit) => visit.run(how));
  }
}

/**
 * @param {(name: "view" | "result") => void} record
 * @param {(visit: Visit) => Promise<void>} run
 */
async function receive(record, run) {
  watch.resting = false;
  const visit = new Visit(page, record, lookout);
  await run(visit);
  await visit.leave();
  watch.resting = true;
}
