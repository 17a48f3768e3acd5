// Shares one stream of builds between all tabs: browsers allow only six connections to a server, and a stream in each
// tab would leave none for pages.

import { openStream } from "./stream.js";

/** @type {Set<MessagePort>} */
const tabs = new Set();
/** @type {Connection | undefined} */
let connection;
/** @type {Build | undefined} */
let latest;

self.onconnect = ({ ports: [tab] }) => {
  tab.onmessage = ({ data }) => {
    if (data.leave) {
      tabs.delete(tab);
      return;
    }
    tabs.add(tab);
    // The stream begins at the first tab's build. Tabs that come later may have missed the latest one, or be newer;
    // each sees that for itself.
    if (tabs.size === 1 && connection === undefined) {
      connection = { connected: true };
      openStream(data.build, tell);
    } else {
      tab.postMessage(connection);
      // Without `previous`: a tab can't tell how many builds there were before it came.
      if (latest) tab.postMessage({ ...latest, previous: null });
    }
  };
};

/** @type {Tell} */
function tell(message) {
  if ("connected" in message) connection = message;
  else latest = message;
  for (const tab of tabs) tab.postMessage(message);
}
